import { expect, test } from 'vitest'
import type { RecipeField } from '@/api'
import { changedOnly, flawOf, nameFlaw } from './trainForm'

const epochs: RecipeField = { key: 'train.epochs', kind: 'integer', value: 30, low: 1, high: 1000, choices: [], help: '' }

test.each([
  ['30', null],
  [' 1 ', null],
  ['', 'empty'],
  ['many', 'number'],
  ['1.5', 'whole'],
  ['0', 'low'],
  ['1001', 'high'],
  ['NaN', 'number'],
  ['Infinity', 'number'],
])('epochs of %j: %s', (text, flaw) => {
  expect(flawOf(epochs, text)).toBe(flaw)
})

test('a setting that may be left empty may be left empty', () => {
  expect(flawOf({ ...epochs, value: null }, '')).toBeNull()
})

test('only what was changed is sent', () => {
  const mirror: RecipeField = { key: 'input.mirror', kind: 'boolean', value: true, low: null, high: null, choices: [], help: '' }
  const values = { 'train.epochs': ' 2 ', 'input.mirror': 'true' }
  expect(changedOnly([epochs, mirror], values)).toEqual({ 'train.epochs': '2' })
})

test.each([
  ['', false],
  ['winter-coats', false],
  ['Winter', true],
  ['a--b', true],
  ['../x', true],
  ['a'.repeat(81), true],
])('the name %j is refused: %s', (name, refused) => {
  expect(nameFlaw(name)).toBe(refused)
})
