/** A table to work in: the head stays, rows are walked by key, columns are chosen, all of it goes along as CSV. */
import { ActionIcon, Menu } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { AscendingIcon, ColumnsIcon, DescendingIcon, DownloadIcon } from '@/kit/Icon'
import { type Cell, csvOf, fileName, save } from '@/kit/Save'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Order, sortedBy } from './order'
import { useColumns } from './useColumns'
import classes from './DataTable.module.css'

export type { Order } from './order'

export interface Column<Row> {
  key: string
  label: string
  /** What the cell shows. */
  cell: (row: Row) => ReactNode
  /** What it is worth for sorting and for the CSV; without it the column does neither. */
  value?: (row: Row) => Cell
  /** Numbers stand at the end, in figures of one width. */
  numeric?: boolean
  /** CSS width, as `minmax(120px, 2fr)`. */
  width?: string
  /** Out of sight until it is chosen. */
  hidden?: boolean
}

export interface DataTableProps<Row> {
  /** What the table is called; also the CSV's name. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  onOpen?: (row: Row) => void
  /** The row whose detail is open. */
  openKey?: string | null
  /** Sorted outside (by the server); otherwise here. */
  order?: Order | null
  onOrder?: (order: Order | null) => void
  loading?: boolean
  empty?: ReactNode
  /** Near the end: ask for the next page. */
  onEnd?: () => void
  /** Height of the scrolling part; without it the table is as long as it is. */
  height?: number
  /** Remembers the chosen columns under this name. */
  remember?: string
}

const ROW = 44
const MANY = 100

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, openKey, loading = false, empty, onEnd, height, remember } = props
  const { t, format } = useWords()
  const [own, setOwn] = useState<Order | null>(null)
  const order = props.order === undefined ? own : props.order
  const setOrder = props.onOrder ?? setOwn
  const sorted = props.order === undefined ? sortedBy(rows, columns, own) : rows
  const { shown, isShown, toggle } = useColumns(columns, remember)
  const [at, setAt] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  const isMany = sorted.length > MANY || height !== undefined
  // eslint-disable-next-line react-hooks/incompatible-library -- TanStack's table of measures changes in place by design
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 8,
    enabled: isMany,
  })
  const items = isMany ? virtual.getVirtualItems() : sorted.map((_, index) => ({ index, start: index * ROW, key: index }))
  const last = items.at(-1)?.index ?? 0

  useEffect(() => {
    if (onEnd && sorted.length > 0 && last >= sorted.length - 12) onEnd()
  }, [last, sorted.length, onEnd])

  const focus = (index: number) => {
    const next = Math.min(sorted.length - 1, Math.max(0, index))
    setAt(next)
    if (isMany) virtual.scrollToIndex(next)
    // The row may have to be drawn first.
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.dataset.row === undefined) return
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -sorted.length, End: sorted.length }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      focus(at + step)
    } else if ((event.key === 'Enter' || event.key === ' ') && onOpen) {
      event.preventDefault()
      const row = sorted[at]
      if (row !== undefined) onOpen(row)
    }
  }
  const saveCsv = () => {
    const kept = shown.filter((column) => column.value)
    save(fileName(label, 'csv'), csvOf(kept.map((column) => column.label), sorted.map((row) => kept.map((column) => column.value!(row)))))
  }
  const template = shown.map((column) => column.width ?? (column.numeric ? 'minmax(88px, 1fr)' : 'minmax(120px, 2fr)')).join(' ')
  if (loading && rows.length === 0) return <TableSkeleton columns={Math.max(2, shown.length)} />
  if (rows.length === 0) return <>{empty ?? <p className="quiet">{t('kit.table.empty')}</p>}</>
  return (
    <div className={classes.wrap}>
      <div className={classes.tools}>
        <span className={classes.count} role="status">
          {t('kit.table.count', { count: sorted.length, shown: format.number(sorted.length) })}
        </span>
        <Menu position="bottom-end" closeOnItemClick={false}>
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={t('kit.table.columns')} title={t('kit.table.columns')}>
              <ColumnsIcon size={17} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {columns.map((column) => (
              <Menu.CheckboxItem
                key={column.key}
                checked={isShown(column.key)}
                disabled={isShown(column.key) && shown.length === 1}
                onChange={() => toggle(column.key)}
              >
                {column.label}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionIcon variant="subtle" aria-label={t('kit.chart.csv')} title={t('kit.chart.csv')} onClick={saveCsv}>
          <DownloadIcon size={17} aria-hidden />
        </ActionIcon>
      </div>
      {/* eslint-disable-next-line jsx-a11y/interactive-supports-focus -- its rows take the focus, one at a time */}
      <div
        ref={box}
        className={classes.box}
        style={{ maxHeight: isMany ? (height ?? 640) : undefined }}
        role="grid"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        onKeyDown={onKeyDown}
      >
        <div role="row" aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: template }}>
          {shown.map((column) => (
            <Head key={column.key} column={column} order={order} onOrder={setOrder} />
          ))}
        </div>
        <div role="rowgroup" className={classes.body} style={isMany ? { height: virtual.getTotalSize() } : undefined}>
          {items.map(({ index, start, key }) => {
            const row = sorted[index]
            if (row === undefined) return null
            return (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are the grid's
              <div
                key={isMany ? key : rowKey(row)}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={openKey === rowKey(row)}
                data-row={index}
                className={classes.row}
                data-opens={onOpen !== undefined}
                style={{ gridTemplateColumns: template, ...(isMany ? { position: 'absolute', insetInline: 0, transform: `translateY(${start}px)`, minHeight: ROW } : {}) }}
                ref={isMany ? virtual.measureElement : undefined}
                data-index={index}
                tabIndex={index === Math.min(at, sorted.length - 1) ? 0 : -1}
                onFocus={() => setAt(index)}
                onClick={() => onOpen?.(row)}
              >
                {shown.map((column) => (
                  <div key={column.key} role="gridcell" className={column.numeric ? `${classes.cell} numbers` : classes.cell} dir={column.numeric ? undefined : 'auto'}>
                    {column.cell(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface HeadProps<Row> {
  column: Column<Row>
  order: Order | null
  onOrder: (order: Order | null) => void
}

/** Ascending, descending, as it came: three clicks. */
function Head<Row>({ column, order, onOrder }: HeadProps<Row>) {
  const direction = order?.key === column.key ? order.direction : null
  const next: Order | null = direction === null ? { key: column.key, direction: 'ascending' } : direction === 'ascending' ? { key: column.key, direction: 'descending' } : null
  const Arrow = direction === 'descending' ? DescendingIcon : AscendingIcon
  return (
    <div role="columnheader" aria-sort={direction ?? 'none'} className={column.numeric ? `${classes.th} numbers` : classes.th}>
      {column.value ? (
        <button type="button" className={classes.sort} onClick={() => onOrder(next)}>
          {column.label}
          <Arrow size={13} className={classes.arrow} data-on={direction !== null} aria-hidden />
        </button>
      ) : (
        column.label
      )}
    </div>
  )
}
