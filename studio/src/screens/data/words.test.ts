import { expect, test } from 'vitest'
import type { Say } from '@/locale'
import { named, placeWords } from './words'

const t = ((key, values) => `${key} ${Object.values(values ?? {}).join()}`.trim()) as Say

test('a format of the house has its words, a plug-in its own title', () => {
  expect(named('kind', 'shopify', t, 'Shopify')).toBe('data.kind.shopify')
  expect(named('kind', 'atelier', t, 'Our atelier')).toBe('Our atelier')
})

test('of a place only the counted part is said in words', () => {
  expect(placeWords('orders.csv line 9', t)).toBe('orders.csv data.place.line 9')
  expect(placeWords('item 3', t)).toBe('data.place.item 3')
  expect(placeWords('coat.jpg', t)).toBe('coat.jpg')
})
