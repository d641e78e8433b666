/** The table behind a chart: the same values, for reading, for listening and for a spreadsheet. */
import type { Say } from '@/locale'
import type { Cell } from '@/kit/Save'
import type { Axis, ChartData, LineData } from './data'

export interface ChartTable {
  columns: string[]
  /** Raw values; whoever shows them writes them as `axes` say. */
  rows: Cell[][]
  /** How each column's numbers are written; null for words. */
  axes: (Axis | null)[]
}

export function tableOf(data: ChartData, t: Say): ChartTable {
  switch (data.kind) {
    case 'line':
      return lineTable(data, t)
    case 'bar': {
      const withInterval = data.series.map((series) => series.intervals !== undefined)
      return {
        columns: ['', ...data.series.flatMap(({ name }, at) => (withInterval[at] ? [name, t('kit.chart.low', { name }), t('kit.chart.high', { name })] : [name]))],
        axes: [null, ...data.series.flatMap((_, at) => (withInterval[at] ? [data.axis, data.axis, data.axis] : [data.axis]))],
        rows: data.categories.map((category, row) => [
          category,
          ...data.series.flatMap((series, at): Cell[] =>
            withInterval[at]
              ? [series.values[row], series.intervals?.[row]?.[0], series.intervals?.[row]?.[1]]
              : [series.values[row]],
          ),
        ]),
      }
    }
    case 'scatter':
      return {
        columns: [t('kit.chart.group'), t('kit.chart.name'), named(data.x), named(data.y)],
        axes: [null, null, data.x, data.y],
        rows: data.groups.flatMap(({ name, points }) => points.map((point): Cell[] => [name, point.label ?? '', point.x, point.y])),
      }
    case 'matrix':
      return {
        columns: [`${data.rowLabel} \\ ${data.columnLabel}`, ...data.columns],
        axes: [null, ...data.columns.map(() => data.value)],
        rows: data.rows.map((row, at) => [row, ...(data.values[at] ?? [])]),
      }
    case 'curve': {
      const [x, y] = curveAxes(data.which, t)
      return {
        columns: [t('kit.chart.curve'), x.label, y.label],
        axes: [null, x, y],
        rows: data.curves.flatMap(({ name, points }) => points.map(([across, up]): Cell[] => [name, across, up])),
      }
    }
  }
}

/** The axes that every ROC and every precision-recall curve has. */
export function curveAxes(which: 'roc' | 'pr', t: Say): [Axis, Axis] {
  const unit = { style: 'percent', digits: 0, range: [0, 1] } as const
  return which === 'roc'
    ? [
        { label: t('kit.chart.falsePositives'), ...unit },
        { label: t('kit.chart.truePositives'), ...unit },
      ]
    : [
        { label: t('kit.chart.recall'), ...unit },
        { label: t('kit.chart.precision'), ...unit },
      ]
}

export function named(axis: Axis): string {
  return axis.unit ? `${axis.label} (${axis.unit})` : axis.label
}

function lineTable(data: LineData, t: Say): ChartTable {
  const places = [...new Set(data.series.flatMap((series) => series.points.map((point) => point.x)))]
  if (places.every((place) => typeof place === 'number')) places.sort((a, b) => Number(a) - Number(b))
  const found = data.series.map((series) => new Map(series.points.map((point) => [point.x, point])))
  const withBand = data.series.map((series) => series.points.some((point) => point.low !== undefined))
  return {
    columns: [
      named(data.x),
      ...data.series.flatMap(({ name }, at) => (withBand[at] ? [name, t('kit.chart.low', { name }), t('kit.chart.high', { name })] : [name])),
    ],
    axes: [data.x.scale === 'time' ? null : data.x, ...data.series.flatMap((_, at) => (withBand[at] ? [data.y, data.y, data.y] : [data.y]))],
    rows: places.map((place) => [
      place,
      ...found.flatMap((points, at): Cell[] => {
        const point = points.get(place)
        return withBand[at] ? [point?.y, point?.low, point?.high] : [point?.y]
      }),
    ]),
  }
}
