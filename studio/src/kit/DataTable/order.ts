/** In which order rows stand. */
import type { Cell } from '@/kit/Save'

export interface Order {
  key: string
  direction: 'ascending' | 'descending'
}

interface Valued<Row> {
  key: string
  value?: (row: Row) => Cell
}

const words = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** What is not known stands last, whichever way the order goes. */
export function sortedBy<Row>(rows: readonly Row[], columns: readonly Valued<Row>[], order: Order | null): readonly Row[] {
  const value = order && columns.find((column) => column.key === order.key)?.value
  if (!order || !value) return rows
  const sign = order.direction === 'ascending' ? 1 : -1
  return rows
    .map((row) => ({ row, worth: value(row) }))
    .sort((a, b) => {
      const unknown = Number(isUnknown(a.worth)) - Number(isUnknown(b.worth))
      return unknown !== 0 || isUnknown(a.worth) ? unknown : sign * compared(a.worth, b.worth)
    })
    .map(({ row }) => row)
}

function isUnknown(value: Cell): boolean {
  return value === null || value === undefined || value === ''
}

function compared(one: Cell, other: Cell): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return words.compare(String(one), String(other))
}
