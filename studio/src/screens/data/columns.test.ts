import { expect, test } from 'vitest'
import { changedColumns } from './columns'

test('a column is taken from the field that had it, and a field can be left without', () => {
  expect(changedColumns({ name: 'Title', brand: 'Vendor' }, 'brand', 'Title')).toEqual({ brand: 'Title' })
  expect(changedColumns({ name: 'Title', brand: 'Vendor' }, 'brand', null)).toEqual({ name: 'Title' })
  expect(changedColumns({}, 'price', 'RRP')).toEqual({ price: 'RRP' })
})
