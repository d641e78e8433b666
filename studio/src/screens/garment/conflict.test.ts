import { describe, expect, it } from 'vitest'
import { changesOf, clashes, type Values } from './conflict'
import { heads, tabOf } from './heads'

const before: Values = { name: 'Coat', category: 'coat', brand: '', department: '', season: 'AW26', description: '' }

describe('two people who change one garment', () => {
  it('send only what they changed', () => {
    expect(changesOf(before, { ...before, name: ' Duffle coat ' })).toEqual({ name: 'Duffle coat' })
    expect(changesOf(before, before)).toEqual({})
    expect(changesOf(before, { ...before, season: '' })).toEqual({ season: '' })
  })

  it('do not clash where they changed different words, or said the same', () => {
    expect(clashes(before, { ...before, name: 'Duffle' }, { ...before, brand: 'Atelier' })).toEqual([])
    expect(clashes(before, { ...before, name: 'Duffle' }, { ...before, name: 'Duffle' })).toEqual([])
  })

  it('clash where both changed the same word', () => {
    expect(clashes(before, { ...before, name: 'Duffle' }, { ...before, name: 'Parka' })).toEqual([{ field: 'name', mine: 'Duffle', theirs: 'Parka' }])
  })
})

describe('a garment', () => {
  it('has ten tabs under five heads, each with its address', () => {
    expect(heads).toHaveLength(5)
    expect(heads.flatMap(({ tabs }) => tabs)).toHaveLength(10)
    expect(tabOf(undefined)).toBe('photos')
    expect(tabOf('passport')).toBe('passport')
    expect(tabOf('../../etc')).toBeNull()
  })
})
