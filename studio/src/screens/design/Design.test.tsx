import { expect, test } from 'vitest'
import type { Design, Spec } from '@/api'
import { pictureOf, stepBack, stepsOf, steerOf, steerText } from './conceptPath'
import { addressOfForm, fileDpi, formOf, FRESH, leastColours, lettersOf, screenDpi, specOf, WOVEN } from './printForm'
import { addressOfWish, isChanged, NOTHING, pieces, treeOf, wantedOf, withLock, withValue, wishOf } from './wish'

const field = (value: string | number, more: object = {}) => ({ value, confidence: 0.97, source: 'brief', evidence: null, is_locked: false, ...more })
const said = (start: number, end: number, text: string) => ({ evidence: { start, end, text } })
const spec = (fields: object, unknown: string[] = []) => ({ fields, unknown }) as unknown as Spec

function queryOf(said: Record<string, string | readonly string[] | null>): URLSearchParams {
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(said)) for (const value of typeof values === 'string' ? [values] : (values ?? [])) query.append(name, value)
  return query
}

test('a wish survives its address; what is no field is left out', () => {
  const wish = { text: 'V neck tee', of: 'abcd1234', edits: { neckline: 'v', longer: 3.5, colours: '#aa3355,#f0e0d0' }, lock: ['neckline'], unlock: ['sleeve'] }
  expect(wishOf(queryOf(addressOfWish(wish)))).toEqual(wish)
  expect(wishOf(new URLSearchParams('set=wings:two&set=longer:far&lock=wings&of=../x'))).toEqual(NOTHING)
})

test('nothing is asked before there are words, a design or a garment', () => {
  expect(wantedOf(NOTHING)).toBeNull()
  expect(wantedOf({ ...NOTHING, text: '  ' })).toBeNull()
  expect(wantedOf({ ...NOTHING, of: 'abcd' })).toMatchObject({ text: '', parent: 'abcd' })
  expect(wantedOf(withValue(NOTHING, 'program', 'trousers'))).toMatchObject({ edits: { program: 'trousers' } })
  expect(isChanged({ ...NOTHING, of: 'abcd' })).toBe(false)
})

test('another garment takes the options of the one before away, not its size or colours', () => {
  const wish = withValue(withValue(withValue(NOTHING, 'neckline', 'v'), 'colours', '#aa3355'), 'program', 'skirt-a-line')
  expect(wish.edits).toEqual({ colours: '#aa3355', program: 'skirt-a-line' })
})

test('a lock holds the value that stands; taking it back lets words decide again', () => {
  const free = spec({ neckline: field('v') })
  const held = withLock({ ...NOTHING, text: 'V neck' }, 'neckline', free)
  expect(held).toMatchObject({ lock: ['neckline'], edits: { neckline: 'v' } })
  expect(withLock(held, 'neckline', spec({ neckline: field('v', { is_locked: true }) }))).toMatchObject({ lock: [], edits: {}, unlock: [] })
  const byHand = withLock(held, 'neckline', spec({ neckline: field('v', { is_locked: true, source: 'edit' }) }))
  expect(byHand.edits).toEqual({ neckline: 'v' })
  const ofParent = withLock({ ...NOTHING, of: 'abcd' }, 'neckline', spec({ neckline: field('v', { is_locked: true }) }))
  expect(ofParent).toMatchObject({ unlock: ['neckline'], lock: [] })
  expect(withLock(ofParent, 'neckline', free)).toMatchObject({ unlock: [], lock: [] })
})

test('words are marked where they stand; those of another text are not', () => {
  const read = spec({ neckline: field('v', said(0, 6, 'V neck')), program: field('t-shirt', said(7, 10, 'tee')), sleeve: field('long', said(0, 4, 'long')) }, ['wings'])
  expect(pieces('V neck tee with wings', read)).toEqual([
    { text: 'V neck', fields: ['neckline'], isUnknown: false },
    { text: ' ', fields: [], isUnknown: false },
    { text: 'tee', fields: ['program'], isUnknown: false },
    { text: ' with ', fields: [], isUnknown: false },
    { text: 'wings', fields: [], isUnknown: true },
  ])
})

test('designs stand under the one they were made from, the newest first', () => {
  const designs = [['a', ''], ['b', 'a'], ['c', 'gone'], ['d', 'a']].map(([id, parent]) => ({ id, parent }) as Design)
  const told = treeOf(designs).map(({ design, children }) => [design.id, children.map((each) => each.design.id)])
  expect(told).toEqual([['c', []], ['a', ['d', 'b']]])
})

test('a print survives its address, and is as the server takes it', () => {
  const woven = { ...FRESH, kind: 'woven' as const, ...WOVEN.tartan }
  expect(formOf(queryOf(addressOfForm(woven)))).toEqual(woven)
  expect(addressOfForm(FRESH)).toEqual(Object.fromEntries(Object.keys(addressOfForm(FRESH)).map((key) => [key, null])))
  expect(specOf(woven, new Map(), 150)).toMatchObject({ kind: 'woven', sett: 'K/4 R24 K24 Y/4', width_mm: 110, dpi: 150 })
  expect(specOf(FRESH, new Map(), 150)).toBeNull()
  expect(formOf(new URLSearchParams('width=9999&layout=p5&colours=red'))).toMatchObject({ widthMm: 1000, layout: 'p4m', palette: FRESH.palette })
})

test('a sett says how many colours it takes; resolutions stay within what can be made', () => {
  expect(lettersOf('K/4 R24 K24 LB/4')).toEqual(['K', 'R', 'LB'])
  expect(leastColours({ ...FRESH, kind: 'woven', sett: 'K/4 R24 K24 LB/4' })).toBe(3)
  expect([screenDpi(16), screenDpi(64), screenDpi(1000)]).toEqual([300, 286, 40])
  expect([fileDpi(64), fileDpi(400)]).toEqual([300, 260])
  expect((1000 * fileDpi(1000, 1.7321) * 1.7321) / 25.4).toBeLessThanOrEqual(4096)
})

test('a way from a concept is told, steered and gone back', () => {
  expect(steerOf('light:1.5,wide:9,brave:1,long:-0.25')).toEqual({ light: 1.5, long: -0.25 })
  expect(steerText({ long: -0.25, light: 1.5, wide: 0 })).toBe('light:1.5,long:-0.25')
  expect(stepsOf('shape:4,colour:2,details:17')).toEqual([{ hold: 'shape', number: 4 }, { hold: 'details', number: 17 }])
  expect(stepBack('shape:4,details:17')).toBe('shape:4')
  expect(pictureOf({ model: 'gan', category: 'Dress', palette: '', seed: 0, number: 2, steps: 'shape:4', steer: '', attributes: '' })).toBe('/api/v1/design/concepts/picture?model=gan&category=Dress&seed=0&number=2&steps=shape%3A4')
})
