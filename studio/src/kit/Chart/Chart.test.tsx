import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { formatFor } from '@/locale'
import { light } from '@/look/tokens'
import { show } from '../../../test/show'
import { Chart } from '.'
import type { BarData, ChartData, LineData, MatrixData } from './data'
import { optionOf } from './options'
import { tip } from './options/base'
import { liesDown } from './options/bar'
import { tableOf } from './table'
import { toneOf } from './tone'
import { pickOf, reading, walk } from './walk'

const t = ((key: string, values?: Record<string, string>) => (values ? `${key} ${Object.values(values).join(' ')}` : key)) as never
const format = formatFor('en')
const look = { palette: light, format, still: true, width: 600, height: 280 }

const demand: LineData = {
  kind: 'line',
  x: { label: 'Week', digits: 0 },
  y: { label: 'Pieces', digits: 0 },
  series: [
    { name: 'Sold', how: 'measured', points: [{ x: 1, y: 10 }, { x: 2, y: null }, { x: 3, y: 12 }] },
    { name: 'Forecast', how: 'predicted', points: [{ x: 3, y: 12, low: 10, high: 14 }, { x: 4, y: 13, low: 9, high: 18 }] },
  ],
}
const confusion: MatrixData = {
  kind: 'matrix',
  rows: ['Coat', 'Shirt'],
  columns: ['Coat', 'Shirt'],
  values: [
    [90, 10],
    [30, 70],
  ],
  rowLabel: 'Actual',
  columnLabel: 'Predicted',
  value: { label: 'Images', digits: 0 },
  scale: 'share',
}
const bars: BarData = { kind: 'bar', categories: ['Coat', 'Shirt'], axis: { label: 'F1', digits: 2 }, series: [{ name: 'v4', values: [0.8, null], intervals: [[0.7, 0.9], null] }] }

describe('the table behind a chart', () => {
  test('holds every value of every line, and its interval', () => {
    const { columns, rows } = tableOf(demand, t)
    expect(columns).toEqual(['Week', 'Sold', 'Forecast', 'kit.chart.low Forecast', 'kit.chart.high Forecast'])
    expect(rows).toEqual([
      [1, 10, undefined, undefined, undefined],
      [2, null, undefined, undefined, undefined],
      [3, 12, 12, 10, 14],
      [4, undefined, 13, 9, 18],
    ])
  })

  test('of bars and of a matrix', () => {
    expect(tableOf(bars, t).rows).toEqual([
      ['Coat', 0.8, 0.7, 0.9],
      ['Shirt', null, undefined, undefined],
    ])
    expect(tableOf(confusion, t).rows).toEqual([
      ['Coat', 90, 10],
      ['Shirt', 30, 70],
    ])
  })
})

describe('how it is drawn', () => {
  test('predicted lines are dashed, gaps stay gaps, and a band is made of both its ends', () => {
    const series = (optionOf(demand, look, t).series ?? []) as { type: string; data: unknown[]; lineStyle?: { type: unknown } }[]
    expect(series[0]!.data).toEqual([[1, 10], [2, null], [3, 12]])
    expect(series[0]!.lineStyle!.type).toBe('solid')
    expect(series[1]!.lineStyle!.type).toEqual([7, 5])
    expect(series[2]).toMatchObject({ type: 'custom', data: [[3, 10, 14], [4, 9, 18]] })
  })

  test('an axis of counts has no half a tick', () => {
    expect(optionOf({ ...demand, x: { label: 'Epoch', digits: 0 } }, look, t).xAxis).toMatchObject({ minInterval: 1 })
    expect(optionOf({ ...demand, x: { label: 'Loss', digits: 3 } }, look, t).xAxis).not.toHaveProperty('minInterval')
  })

  test('bars lie down when their names would not fit', () => {
    expect(liesDown(bars, 600)).toBe(false)
    expect(liesDown({ ...bars, categories: Array.from({ length: 12 }, (_, at) => `A long category ${at}`) }, 600)).toBe(true)
    expect(optionOf(bars, { ...look, width: 60 }, t).yAxis).toMatchObject({ type: 'category', inverse: true })
  })

  test('every kind of chart can be drawn', () => {
    const all: ChartData[] = [
      demand,
      bars,
      confusion,
      { kind: 'scatter', x: { label: 'x' }, y: { label: 'y' }, groups: [{ name: 'Wool', points: [{ x: 1, y: 2 }] }] },
      { kind: 'curve', which: 'roc', curves: [{ name: 'Coat', points: [[0, 0], [1, 1]], area: 0.5 }] },
      { kind: 'curve', which: 'pr', curves: [{ name: 'Coat', points: [[0, 1], [1, 0.1]], area: 0.5 }], baseline: 0.1 },
    ]
    for (const data of all) expect((optionOf(data, look, t).series as unknown[]).length, data.kind).toBeGreaterThan(0)
  })

  test('a name is text in the tooltip, whatever it holds', () => {
    const box = tip('<img src=x onerror=alert(1)>', [{ name: '<b>Coat</b>', value: '3' }])
    expect(box.querySelector('img, b b')).toBeNull()
    expect(box.textContent).toBe('<img src=x onerror=alert(1)><b>Coat</b>3')
  })
})

test('tones: by share of a row, by value, and about nothing', () => {
  expect(toneOf(confusion, 0, 0)).toBeCloseTo(0.9)
  expect(toneOf({ ...confusion, scale: 'quantity' }, 0, 0)).toBe(1)
  const change: MatrixData = { ...confusion, scale: 'difference', values: [[-10, 0], [5, 10]] }
  expect([toneOf(change, 0, 0), toneOf(change, 0, 1), toneOf(change, 1, 0), toneOf(change, 1, 1)]).toEqual([0, 0.5, 0.75, 1])
})

describe('without a mouse', () => {
  test('arrow keys walk the points and stop at the ends', () => {
    expect(walk(demand, null, 'ArrowRight')).toEqual({ series: 0, index: 0 })
    expect(walk(demand, { series: 0, index: 2 }, 'ArrowRight')).toEqual({ series: 0, index: 2 })
    expect(walk(demand, { series: 0, index: 2 }, 'ArrowDown')).toEqual({ series: 1, index: 1 })
    expect(walk(demand, { series: 0, index: 1 }, 'Home')).toEqual({ series: 0, index: 0 })
    expect(walk(demand, null, 'a')).toBeNull()
    expect(walk({ ...demand, series: [] }, null, 'ArrowRight')).toBeNull()
  })

  test('a point is read in words', () => {
    expect(reading(demand, { series: 1, index: 1 }, format, t)).toBe('Forecast, Week 4: 13')
    expect(reading(demand, { series: 0, index: 1 }, format, t)).toBe('Sold, Week 2: kit.figure.unknown')
  })
})

test('a drawn matrix is picked by its filled cells', () => {
  expect(pickOf({ ...confusion, values: [[null, 10], [30, 70]] }, 0, 1)).toMatchObject({ row: 'Shirt', column: 'Coat' })
})

describe('a confusion matrix', () => {
  test('is walked by key, and a cell is chosen with Enter', async () => {
    const onPick = vi.fn()
    show(<Chart title="What is taken for what" data={confusion} how="measured" onPick={onPick} />)
    const cells = within(screen.getByRole('table')).getAllByRole('button')
    expect(cells.map((cell) => cell.tabIndex)).toEqual([0, -1, -1, -1])
    cells[0]!.focus()
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowLeft}')
    expect(cells[2]).toHaveFocus()
    expect(cells[2]).toHaveAccessibleName('Actual Shirt, Predicted Coat: 30')
    await userEvent.keyboard('{Enter}')
    expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ row: 'Shirt', column: 'Coat' }))
  })
})

test('a chart says how its numbers were obtained, and shows them as a table', async () => {
  show(<Chart title="F1" data={confusion} how="synthetic" source="an example" />)
  expect(screen.getByText('synthetic')).toBeInTheDocument()
  expect(screen.getByText('an example')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Show as a table' }))
  expect(within(screen.getByRole('region', { name: 'F1' })).getByText('70')).toBeInTheDocument()
})

test('without values it says so, and offers nothing to save', () => {
  show(<Chart title="Loss" data={{ ...demand, series: [] }} how="measured" />)
  expect(screen.getByText('No values yet')).toBeInTheDocument()
  expect(screen.queryByRole('button')).toBeNull()
})
