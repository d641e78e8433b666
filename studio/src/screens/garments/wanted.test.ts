import { describe, expect, it } from 'vitest'
import { sortOf, toggled, wantedOf } from './wanted'

describe('the address of the garments', () => {
  it('says what is wanted, several values side by side, in any order the same', () => {
    const one = wantedOf(new URLSearchParams('category=dress&category=coat&q=%20wool%20&state=unsure'))
    const other = wantedOf(new URLSearchParams('state=unsure&category=coat&category=dress&category=coat&q=wool'))
    expect(one).toEqual({ filters: { category: ['coat', 'dress'], state: ['unsure'] }, q: 'wool' })
    expect(other).toEqual(one)
  })

  it('takes no order that does not exist', () => {
    expect(sortOf(new URLSearchParams('sort=certainty'))).toBe('certainty')
    expect(sortOf(new URLSearchParams('sort=DROP TABLE'))).toBe('id')
  })

  it('adds a value and takes it away again', () => {
    expect(toggled({}, 'category', 'coat')).toEqual(['coat'])
    expect(toggled({ category: ['coat', 'hat'] }, 'category', 'coat')).toEqual(['hat'])
  })
})
