import { expect, test } from 'vitest'
import type { Rule } from '@/api'
import { formatFor, say } from '@/locale'
import { folded } from './acts'
import { begun, EMPTY, isChanged, pinned, pinOf, put, rulesOf, stepsOf, weighed, without } from './drafts'
import { dayOf, flawOf, momentOf } from './RuleForm'
import { verdictOf } from './verdict'
import { reasonWords, ruleWords, traceWords } from './words'

const rule = (id: string, changes: Partial<Rule>): Rule => ({ ...EMPTY, id, state: 'holds', covers: 1, made_at: '', made_by: '', ...changes })
const KEPT = [rule('a', { garment: 'coat', place: 1 }), rule('b', { garment: 'dress', place: 2, placement: 'home' }), rule('c', { verb: 'boost', category: 'Coats', factor: 2 })]

test('what nobody touched needs no step', () => {
  expect(stepsOf(begun(KEPT))).toEqual([])
  expect(rulesOf(begun(KEPT))).toHaveLength(3)
})

test('a pin moves those in its way down by one', () => {
  const drafts = pinned(begun(KEPT), 'skirt', 1, 'home')
  expect(rulesOf(drafts).filter(({ verb }) => verb === 'pin').map(({ garment, place }) => [garment, place])).toEqual([['coat', 2], ['dress', 3], ['skirt', 1]])
  expect(stepsOf(drafts).map((step) => Object.keys(step)[0])).toEqual(['change', 'change', 'add'])
  expect(pinOf(pinned(drafts, 'skirt', 5, 'home'), 'skirt', 'home')?.rule.place).toBe(5)
})

test('pins of another placement stand in nobody’s way', () => {
  expect(rulesOf(pinned(begun(KEPT), 'skirt', 2, 'cart')).find(({ garment }) => garment === 'dress')?.place).toBe(2)
})

test('what is taken away goes when saved, and what was never kept goes at once', () => {
  const drafts = put(begun(KEPT), { ...EMPTY, garment: 'skirt' })
  expect(without(drafts, drafts[3]!.key)).toHaveLength(3)
  expect(stepsOf(without(begun(KEPT), 'c'))).toEqual([{ remove: 'c' }])
  expect(put(without(begun(KEPT), 'c'), rulesOf(begun(KEPT))[2]!, 'c').some(isChanged)).toBe(false)
})

test('a garment is weighed once', () => {
  const once = weighed([], 'coat', { verb: 'boost', factor: 2 }, 'home')
  expect(rulesOf(weighed(once, 'coat', { verb: 'bury', factor: 0.5 }, 'home'))).toMatchObject([{ verb: 'bury', factor: 0.5 }])
})

test('a rule that says nothing is told before the server has to', () => {
  expect(flawOf({ ...EMPTY, verb: 'boost', factor: 2 }, false)).toBe('nothing')
  expect(flawOf({ ...EMPTY, verb: 'boost', factor: 1, category: 'Coats' }, false)).toBe('factor')
  expect(flawOf({ ...EMPTY, verb: 'exclude', attribute: 'red' }, false)).toBe('attribute')
  expect(flawOf({ ...EMPTY, garment: 'coat', starts: momentOf('2026-12-02', 'start'), ends: momentOf('2026-12-01', 'end') }, true)).toBe('ends')
  expect(flawOf({ ...EMPTY, garment: 'coat' }, true)).toBeNull()
  expect(dayOf(momentOf('2026-12-01', 'end'))).toBe('2026-12-01')
})

test('acts on one garment in a row are one picture with the strongest of them', () => {
  const act = (garment: string, kind: string, weight: number) => ({ garment, kind, weight, at: garment, shown: null })
  expect(folded([act('a', 'view_item', 1), act('a', 'purchase', 8), act('b', 'view_item', 1), act('a', 'view_item', 1)])).toMatchObject([
    { garment: 'a', kind: 'purchase', count: 2 },
    { garment: 'b', count: 1 },
    { garment: 'a', kind: 'view_item', count: 1 },
  ])
})

test('reasons, traces and rules are sentences', () => {
  const format = formatFor('en')
  const name = (id: string) => `the ${id}`
  const told = (kind: string, facts: Record<string, unknown>) => reasonWords({ kind, facts, garment: 'coat', en: 'as the server says', zh: '' }, name, say, format, 'en')
  expect(told('history', {})).toBe('Others took it up with the coat')
  expect(told('alike', { colour: 'grey, white' })).toBe('Because of the coat: grey, white')
  expect(told('trending', { rank: 3 })).toBe('Wanted now, number 3')
  expect(told('omen', {})).toBe('as the server says')
  expect(traceWords({ effect: 'boosted', facts: { factor: 2, category: 'Dresses' } }, name, say, format)).toBe('Boosted × 2: Dresses')
  expect(traceWords({ effect: 'out of stock', facts: { size: 'M' } }, name, say, format)).toBe('Not there in size M')
  expect(ruleWords({ ...EMPTY, verb: 'cap', brand: '*', most: 2 }, name, say, format)).toBe('At most 2 of Each brand')
})

test('the verdict is the surest thing that can be said', () => {
  const arm = (name: string, verdict: 'first' | 'better' | 'worse' | 'undecided', value: number | null) => ({ name, verdict, share: 1, model: '', units: 40, goals: 4, rate: null, p: null, lift: value === null ? null : { value, ci95: [0, 0] as [number, number] } })
  expect(verdictOf({ stopped_at: null, arms: [arm('a', 'first', null), arm('b', 'undecided', null)] }).key).toBe('waiting')
  expect(verdictOf({ stopped_at: null, arms: [arm('a', 'first', null), arm('b', 'undecided', 0.1)] }).key).toBe('undecided')
  expect(verdictOf({ stopped_at: 'then', arms: [arm('a', 'first', null), arm('b', 'undecided', 0.1)] }).key).toBe('ended')
  expect(verdictOf({ stopped_at: null, arms: [arm('a', 'first', null), arm('b', 'better', 0.1), arm('c', 'better', 0.2)] })).toMatchObject({ key: 'better', arm: 'c' })
  expect(verdictOf({ stopped_at: null, arms: [arm('a', 'first', null), arm('b', 'worse', -0.1)] }).key).toBe('worse')
})
