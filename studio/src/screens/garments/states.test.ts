import { expect, it } from 'vitest'
import type { Say } from '@/locale'
import { quietLine } from './states'

const t = ((key: string) => key) as unknown as Say

it('says on every card that a garment is synthetic', () => {
  expect(quietLine({ category: 'Dresses', synthetic: true }, t)).toBe('house.category.dresses · kit.how.synthetic')
  expect(quietLine({ category: 'Dresses', synthetic: false }, t)).toBe('house.category.dresses')
  expect(quietLine({ category: 'Dresses', synthetic: true }, t, '')).toBe('kit.how.synthetic')
})
