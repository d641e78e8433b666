/** A chart without a mouse: where the arrow keys go, what is read there, and what choosing it means. */
import type { Format, Say } from '@/locale'
import type { ChartData, Pick } from './data'
import { say } from './options/base'
import { curveAxes } from './table'

export interface Place {
  series: number
  index: number
}

/** How many points each series has. */
function lengths(data: ChartData): number[] {
  switch (data.kind) {
    case 'line':
      return data.series.map((series) => series.points.length)
    case 'bar':
      return data.series.map((series) => series.values.length)
    case 'scatter':
      return data.groups.map((group) => group.points.length)
    case 'curve':
      return data.curves.map((curve) => curve.points.length)
    case 'matrix':
      return [data.rows.length * data.columns.length]
  }
}

/** The next place for a key; null when the key means nothing here. */
export function walk(data: ChartData, at: Place | null, key: string): Place | null {
  const counts = lengths(data)
  if (counts.every((count) => count === 0)) return null
  const steps: Record<string, [number, number]> = {
    ArrowRight: [0, 1],
    ArrowLeft: [0, -1],
    ArrowDown: [1, 0],
    ArrowUp: [-1, 0],
    Home: [0, Number.NEGATIVE_INFINITY],
    End: [0, Number.POSITIVE_INFINITY],
  }
  const step = steps[key]
  if (!step) return null
  if (!at) return { series: 0, index: key === 'End' ? Math.max(0, counts[0]! - 1) : 0 }
  const series = Math.min(counts.length - 1, Math.max(0, at.series + step[0]))
  return { series, index: Math.min(counts[series]! - 1, Math.max(0, at.index + step[1])) }
}

/** What a place says, in words. */
export function reading(data: ChartData, { series, index }: Place, format: Format, t: Say): string {
  switch (data.kind) {
    case 'line': {
      const line = data.series[series]
      const point = line?.points[index]
      if (!line || !point) return ''
      const x = typeof point.x === 'number' ? say(point.x, data.x, format) : point.x
      return `${line.name}, ${data.x.label} ${x}: ${point.y === null ? t('kit.figure.unknown') : say(point.y, data.y, format)}`
    }
    case 'bar': {
      const bar = data.series[series]
      const value = bar?.values[index]
      return `${data.categories[index]}, ${bar?.name}: ${value === null || value === undefined ? t('kit.figure.unknown') : say(value, data.axis, format)}`
    }
    case 'scatter': {
      const point = data.groups[series]?.points[index]
      return point ? `${point.label ?? data.groups[series]!.name}: ${say(point.x, data.x, format)}, ${say(point.y, data.y, format)}` : ''
    }
    case 'curve': {
      const [x, y] = curveAxes(data.which, t)
      const point = data.curves[series]?.points[index]
      return point ? `${data.curves[series]!.name}: ${x.label} ${say(point[0], x, format)}, ${y.label} ${say(point[1], y, format)}` : ''
    }
    case 'matrix': {
      const row = Math.floor(index / data.columns.length)
      const column = index % data.columns.length
      const value = data.values[row]?.[column]
      return `${data.rowLabel} ${data.rows[row]}, ${data.columnLabel} ${data.columns[column]}: ${value === null || value === undefined ? t('kit.figure.unknown') : say(value, data.value, format)}`
    }
  }
}

export function pickOf(data: ChartData, series: number, index: number): Pick | null {
  switch (data.kind) {
    case 'line':
      return data.series[series] ? { series: data.series[series].name, index } : null
    case 'bar':
      return data.series[series] ? { series: data.series[series].name, index, row: data.categories[index] ?? '' } : null
    case 'scatter': {
      const group = data.groups[series]
      const id = group?.points[index]?.id
      return group ? { series: group.name, index, ...(id === undefined ? {} : { id }) } : null
    }
    case 'curve':
      return data.curves[series] ? { series: data.curves[series].name, index } : null
    case 'matrix': {
      // Empty cells are left out of what is drawn; counted are only the filled ones.
      const filled = data.values.flatMap((line, row) => line.flatMap((value, column) => (value === null ? [] : [[row, column] as const])))
      const [row, column] = filled[index] ?? [0, 0]
      return { series: '', index, row: data.rows[row] ?? '', column: data.columns[column] ?? '' }
    }
  }
}
