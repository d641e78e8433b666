/** What a chart shows, as plain values. How it is drawn is options/'s, how it reads as a table table.ts's. */
import type { FigureStyle } from '@/kit/Figure'
import type { How } from '@/kit/HowBadge'

export interface Axis {
  label: string
  style?: FigureStyle
  unit?: string
  digits?: number
  range?: readonly [number, number]
  /** `log` for what grows by factors; `time` for ISO dates. */
  scale?: 'linear' | 'log' | 'time'
}

export interface LinePoint {
  x: number | string
  /** null breaks the line: a gap is shown as a gap. */
  y: number | null
  /** The interval, drawn as a band. */
  low?: number
  high?: number
}

export interface LineSeries {
  name: string
  points: readonly LinePoint[]
  /** Predicted and synthetic lines are dashed. */
  how?: How
}

export interface LineData {
  kind: 'line'
  x: Axis
  y: Axis
  series: readonly LineSeries[]
  /** Upright lines with a word: "best epoch". */
  marks?: readonly { x: number | string; label: string }[]
}

export interface BarSeries {
  name: string
  values: readonly (number | null)[]
  intervals?: readonly (readonly [number, number] | null)[]
}

export interface BarData {
  kind: 'bar'
  /** What the bars stand for; long names lie down by themselves. */
  categories: readonly string[]
  axis: Axis
  series: readonly BarSeries[]
}

export interface ScatterPoint {
  x: number
  y: number
  label?: string
  /** Given back when the point is picked. */
  id?: string
}

export interface ScatterData {
  kind: 'scatter'
  x: Axis
  y: Axis
  groups: readonly { name: string; points: readonly ScatterPoint[] }[]
}

export interface MatrixData {
  kind: 'matrix'
  rows: readonly string[]
  columns: readonly string[]
  /** One array a row. */
  values: readonly (readonly (number | null)[])[]
  /** What rows and columns are: "actual", "predicted". */
  rowLabel: string
  columnLabel: string
  value: Axis
  /** `difference` colours minus and plus; `share` colours each row by its own sum, as a confusion matrix wants. */
  scale?: 'quantity' | 'difference' | 'share'
}

export interface Curve {
  name: string
  points: readonly (readonly [number, number])[]
  /** Area under the curve, with its interval. */
  area: number
  interval?: readonly [number, number]
}

export interface CurveData {
  kind: 'curve'
  which: 'roc' | 'pr'
  curves: readonly Curve[]
  /** Share of positives: what guessing reaches in a precision-recall curve. */
  baseline?: number
}

export type ChartData = LineData | BarData | ScatterData | MatrixData | CurveData

/** What was clicked, or chosen with Enter. */
export interface Pick {
  series: string
  index: number
  row?: string
  column?: string
  id?: string
}

/** Whether there is anything to draw. */
export function isEmpty(data: ChartData): boolean {
  switch (data.kind) {
    case 'line':
      return data.series.every((series) => series.points.every((point) => point.y === null))
    case 'bar':
      return data.series.every((series) => series.values.every((value) => value === null))
    case 'scatter':
      return data.groups.every((group) => group.points.length === 0)
    case 'matrix':
      return data.rows.length === 0 || data.columns.length === 0
    case 'curve':
      return data.curves.every((curve) => curve.points.length === 0)
  }
}
