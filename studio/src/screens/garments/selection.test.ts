import { describe, expect, it } from 'vitest'
import { chosenOf, EVERYTHING, isSelected, NOTHING, numberOf, readSelection, withIds, written } from './selection'

const kept = () => {
  const held = new Map<string, string>()
  return { setItem: (key: string, value: string) => void held.set(key, value), getItem: (key: string) => held.get(key) ?? null }
}

describe('a selection', () => {
  it('grows and shrinks by ids', () => {
    const some = withIds(NOTHING, ['a', 'b', 'c'], true)
    const fewer = withIds(some, ['b'], false)
    expect(isSelected(fewer, 'a')).toBe(true)
    expect(isSelected(fewer, 'b')).toBe(false)
    expect(numberOf(fewer, 70_000)).toBe(2)
    expect(some.ids.size).toBe(3)
  })

  it('of all that match leaves out what is taken away, and takes it back', () => {
    const without = withIds(EVERYTHING, ['b'], false)
    expect(isSelected(without, 'a')).toBe(true)
    expect(isSelected(without, 'b')).toBe(false)
    expect(numberOf(without, 70_000)).toBe(69_999)
    expect(numberOf(withIds(without, ['b'], true), 70_000)).toBe(70_000)
  })

  it('names its garments as an edit wants them', () => {
    const wanted = { filters: { category: ['coat'] }, q: 'wool' }
    expect(chosenOf(withIds(NOTHING, ['a'], true), wanted)).toEqual({ ids: ['a'] })
    expect(chosenOf(withIds(EVERYTHING, ['a'], false), wanted)).toEqual({ filters: { category: ['coat'] }, q: 'wool', leave: ['a'] })
  })

  it.each([
    ['nothing', NOTHING],
    ['some', withIds(NOTHING, ['coat-001', 'a.b:c_d'], true)],
    ['all', EVERYTHING],
    ['all but one', withIds(EVERYTHING, ['coat-001'], false)],
  ])('survives the address: %s', (_, selection) => {
    expect(readSelection(written(selection, kept()), kept())).toEqual(selection)
  })

  it('of many is kept beside the address, which stays short', () => {
    const store = kept()
    const many = withIds(NOTHING, Array.from({ length: 900 }, (_, index) => `coat-${index}`), true)
    const text = written(many, store)
    expect(text).toBe('~')
    expect(readSelection(text, store)).toEqual(many)
    expect(readSelection(text, kept())).toEqual(NOTHING)
  })
})
