import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { type Column, DataTable } from '.'
import { sortedBy } from './order'

interface Fabric {
  id: string
  name: string
  weight: number | null
}

const fabrics: Fabric[] = [
  { id: 'a', name: 'Twill 10', weight: 240 },
  { id: 'b', name: 'Twill 9', weight: null },
  { id: 'c', name: 'Crêpe', weight: 82 },
]
const columns: Column<Fabric>[] = [
  { key: 'name', label: 'Fabric', cell: (row) => row.name, value: (row) => row.name },
  { key: 'weight', label: 'Weight', cell: (row) => row.weight ?? '–', value: (row) => row.weight, numeric: true },
  { key: 'id', label: 'Id', cell: (row) => row.id, hidden: true },
]

const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]!.textContent)

beforeEach(() => localStorage.clear())

test('rows are ordered as people order, and the unknown stands last either way', () => {
  const ids = (direction: 'ascending' | 'descending', key: string) => sortedBy(fabrics, columns, { key, direction }).map(({ id }) => id)
  expect(ids('ascending', 'name')).toEqual(['c', 'b', 'a'])
  expect(ids('ascending', 'weight')).toEqual(['c', 'a', 'b'])
  expect(ids('descending', 'weight')).toEqual(['a', 'c', 'b'])
})

test('a head is clicked for up, down, and as it came', async () => {
  show(<DataTable label="Fabrics" columns={columns} rows={fabrics} rowKey={(row) => row.id} />)
  const head = screen.getByRole('columnheader', { name: 'Weight' })
  const click = () => userEvent.click(within(head).getByRole('button'))
  await click()
  expect(head).toHaveAttribute('aria-sort', 'ascending')
  expect(names()).toEqual(['Crêpe', 'Twill 10', 'Twill 9'])
  await click()
  expect(names()).toEqual(['Twill 10', 'Crêpe', 'Twill 9'])
  await click()
  expect(head).toHaveAttribute('aria-sort', 'none')
  expect(names()).toEqual(['Twill 10', 'Twill 9', 'Crêpe'])
})

test('rows are walked and opened by key; only one is in the order of tabs', async () => {
  const onOpen = vi.fn()
  show(<DataTable label="Fabrics" columns={columns} rows={fabrics} rowKey={(row) => row.id} onOpen={onOpen} />)
  const rows = screen.getAllByRole('row').slice(1)
  expect(rows.map((row) => row.tabIndex)).toEqual([0, -1, -1])
  rows[0]!.focus()
  await userEvent.keyboard('{ArrowDown}')
  await vi.waitFor(() => expect(rows[1]).toHaveFocus())
  await userEvent.keyboard('{Enter}')
  expect(onOpen).toHaveBeenCalledWith(fabrics[1])
  await userEvent.keyboard('{End}')
  await vi.waitFor(() => expect(rows[2]).toHaveFocus())
})

test('columns are chosen, and the choice is remembered', async () => {
  const table = <DataTable label="Fabrics" columns={columns} rows={fabrics} rowKey={(row) => row.id} remember="fabrics" />
  const { unmount } = show(table)
  expect(screen.queryByRole('columnheader', { name: 'Id' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
  await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Id' }))
  expect(screen.getByRole('columnheader', { name: 'Id' })).toBeInTheDocument()
  unmount()
  show(table)
  expect(screen.getByRole('columnheader', { name: 'Id' })).toBeInTheDocument()
})

test('nothing is said, loading is shaped', () => {
  const { again } = show(<DataTable label="Fabrics" columns={columns} rows={[]} rowKey={(row) => row.id} />)
  expect(screen.getByText('No rows')).toBeInTheDocument()
  again(<DataTable label="Fabrics" columns={columns} rows={[]} rowKey={(row) => row.id} loading />)
  expect(screen.getByRole('status')).toHaveTextContent('Loading')
})

test('near its end it asks for more', () => {
  const onEnd = vi.fn()
  show(<DataTable label="Fabrics" columns={columns} rows={fabrics} rowKey={(row) => row.id} onEnd={onEnd} />)
  expect(onEnd).toHaveBeenCalled()
})
