import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { FacetPanel } from '.'

const many = Array.from({ length: 20 }, (_, at) => ({ value: `kind ${at}`, count: 100 - at }))
const facets = [
  { name: 'category', label: 'Category', values: many },
  { name: 'season', label: 'Season', values: [{ value: 'AW26', count: 4100 }, { value: '', count: 3 }] },
]

test('values show their counts, the first few at first, and one without a name is called so', async () => {
  show(<FacetPanel facets={facets} chosen={{}} onChange={() => {}} />)
  expect(screen.getByRole('checkbox', { name: /AW26/ })).not.toBeChecked()
  expect(screen.getByText('4,100')).toBeInTheDocument()
  expect(screen.getByText('not said')).toBeInTheDocument()
  expect(screen.queryByText('kind 8')).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: '12 more' }))
  expect(screen.getByText('kind 19')).toBeInTheDocument()
  await userEvent.type(screen.getByRole('searchbox'), '19')
  expect(screen.queryByText('kind 1')).toBeNull()
  expect(screen.getByText('kind 19')).toBeInTheDocument()
})

test('what is chosen stays in sight', () => {
  show(<FacetPanel facets={facets} chosen={{ category: ['kind 17'] }} onChange={() => {}} />)
  expect(screen.getByRole('checkbox', { name: /kind 17/ })).toBeChecked()
})

test('choosing adds, or replaces where only one is allowed', async () => {
  const onChange = vi.fn()
  const { again } = show(<FacetPanel facets={facets} chosen={{ category: ['kind 0'] }} onChange={onChange} />)
  await userEvent.click(screen.getByRole('checkbox', { name: /kind 1/ }))
  again(<FacetPanel single facets={facets} chosen={{ category: ['kind 0'] }} onChange={onChange} />)
  await userEvent.click(screen.getByRole('checkbox', { name: /kind 1/ }))
  await userEvent.click(screen.getByRole('checkbox', { name: /kind 0/ }))
  expect(onChange.mock.calls).toEqual([
    ['category', ['kind 0', 'kind 1']],
    ['category', ['kind 1']],
    ['category', []],
  ])
})

test('all of it can be taken back, once there is something', async () => {
  const onClear = vi.fn()
  const { again } = show(<FacetPanel facets={facets} chosen={{}} onChange={() => {}} onClear={onClear} />)
  expect(screen.queryByRole('button', { name: 'Clear all' })).toBeNull()
  again(<FacetPanel facets={facets} chosen={{ season: ['AW26'] }} onChange={() => {}} onClear={onClear} />)
  await userEvent.click(screen.getByRole('button', { name: 'Clear all' }))
  expect(onClear).toHaveBeenCalled()
})
