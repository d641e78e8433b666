import { expect, test } from 'vitest'
import type { Chart, Program } from '@/api'
import { chartsFor, optionsFor, wishOf } from './wish'
import { capital, inOrder, measureName, named, signed } from './words'
import { say } from '@/locale'

const tee: Program = {
  id: 't-shirt',
  title: 'T-shirt',
  chart: 'women',
  options: [
    { id: 'sleeve', what: '', default: 'short', choices: ['short', 'long'] },
    { id: 'flare', what: '', default: 1.8, low: 0.5, high: 4 },
  ],
}
const chart = (id: string, people: string): Chart => ({ id, people, title: '', source: '', base: '', sizes: {} })

test('an address says what to try on, and nothing of anybody’s body', () => {
  const wish = wishOf(new URLSearchParams('garment=t-shirt&sleeve=long&flare=2.4&chart=gbt&prefer=loose'))
  expect(wish).toEqual({ garment: 't-shirt', options: { sleeve: 'long', flare: 2.4 }, chart: 'gbt', fabric: '', preference: 'loose' })
  expect(wishOf(new URLSearchParams('prefer=tight')).preference).toBe('as-designed')
})

test('only options that the program has, and that differ, are asked for', () => {
  expect(optionsFor(tee, { sleeve: 'long', hood: 'yes', flare: 1.8 })).toEqual({ sleeve: 'long' })
  expect(optionsFor(tee, { sleeve: 'short' }, { sleeve: 'long' })).toEqual({ sleeve: 'short' })
  expect(optionsFor(undefined, { sleeve: 'long' })).toEqual({})
})

test('charts are those for the wearer, a garment’s own first', () => {
  const charts = [chart('women', 'women'), chart('men', 'men'), chart('gbt', 'women')]
  expect(chartsFor(charts, 'women').map(({ id }) => id)).toEqual(['women', 'gbt'])
  expect(chartsFor(charts, 'women', 'gbt').map(({ id }) => id)).toEqual(['gbt', 'women'])
  expect(chartsFor(charts, 'men', 'gbt').map(({ id }) => id)).toEqual(['men'])
})

test('names are the house’s words; what it does not know is said plainly', () => {
  expect(named('program', 'dress-a-line', say)).toBe('A-line dress')
  expect(named('option', 'back_vent', say)).toBe('back vent')
  expect(measureName('bust', 'men', say)).toBe('Chest')
  expect(capital('upper arm')).toBe('Upper arm')
  expect([2.4, -0.4, -3].map((each) => signed(each, String))).toEqual(['+2', '±0', '−3'])
  expect(inOrder({ cape: 1, hip: 2, chest: 3 }).map(([name]) => name)).toEqual(['chest', 'hip', 'cape'])
})
