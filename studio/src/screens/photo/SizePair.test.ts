import { expect, test } from 'vitest'
import { pairOf } from './SizePair'

const SIZES = ['36', '38', '40', '42', '44']

test('the size to show first stands beside one that is clearly another', () => {
  expect(pairOf(SIZES, '40', null, null)).toEqual(['40', '44'])
  expect(pairOf(SIZES, '42', null, null)).toEqual(['42', '44'])
})

test('an address names both, or none beside', () => {
  expect(pairOf(SIZES, '40', '36', '44')).toEqual(['36', '44'])
  expect(pairOf(SIZES, '40', '36', 'none')).toEqual(['36', ''])
})

test('what a garment is not made in is not asked for, and no size stands beside itself', () => {
  expect(pairOf(SIZES, '40', '99', '98')).toEqual(['40', ''])
  expect(pairOf(SIZES, '99', '44', null)).toEqual(['44', ''])
  expect(pairOf([], '40', null, null)).toEqual(['', ''])
})
