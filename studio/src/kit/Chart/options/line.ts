/** Lines with their intervals as bands, each named at its end; ROC and precision-recall curves are lines too. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Say } from '@/locale'
import type { CurveData, LineData, LinePoint, LineSeries } from '../data'
import { curveAxes } from '../table'
import { base, categoryAxis, kindAt, type Look, say, tip, tooltip, valueAxis } from './base'

const MOST_NAMED = 8
const LETTER = 6.6

interface Given {
  seriesIndex: number
  dataIndex: number
  axisValue: number | string
}

interface BandApi {
  coord: (point: readonly [number | string, number]) => [number, number]
}

const TOP = 34
const ROW = 18

export function lineOption(data: LineData, look: Look, t: Say): EChartsCoreOption {
  const { palette, format } = look
  const isCategory = data.series.some((series) => series.points.some((point) => typeof point.x === 'string')) && data.x.scale !== 'time'
  const places = [...new Set(data.series.flatMap((series) => series.points.map((point) => String(point.x))))]
  const isNamed = data.series.length <= MOST_NAMED
  const longest = Math.max(0, ...data.series.map((series) => series.name.length))
  const saidX = (x: number | string) =>
    data.x.scale === 'time' ? format.date(String(x)) : typeof x === 'number' ? `${data.x.label} ${say(x, data.x, format)}` : x
  return {
    ...base(look),
    grid: { left: 8, right: isNamed ? Math.min(look.width * 0.3, 22 + longest * LETTER) : 24, top: data.marks?.length ? TOP + ROW : TOP, bottom: 34, containLabel: true },
    xAxis: isCategory ? categoryAxis(places, data.x, look, 'x') : valueAxis(data.x, look, 'x'),
    // What is said at marks stands between the axis' name and the lines.
    yAxis: { ...valueAxis(data.y, look, 'y'), scale: !data.y.range, ...(data.marks?.length ? { nameGap: 14 + ROW } : {}) },
    tooltip: tooltip(look, 'axis', (given: never) => {
      const all = (given as Given[]).filter((each) => each.seriesIndex < data.series.length)
      const first = all[0]
      if (!first) return ''
      const at = data.series[first.seriesIndex]?.points[first.dataIndex]
      return tip(
        at ? saidX(at.x) : '',
        all.flatMap(({ seriesIndex, dataIndex }) => {
          const series = data.series[seriesIndex]
          const point = series?.points[dataIndex]
          if (!series || point?.y === null || point === undefined) return []
          const band = point.low === undefined || point.high === undefined ? '' : ` (${t('kit.chart.between', { low: say(point.low, data.y, format), high: say(point.high, data.y, format) })})`
          return [{ name: series.name, value: say(point.y, data.y, format) + band, colour: kindAt(palette, seriesIndex) }]
        }),
      )
    }),
    series: [
      ...data.series.map((series, index) => lineOf(series, index, isNamed, look, index === 0 ? data.marks : undefined)),
      ...data.series.flatMap((series, index) => bandOf(series, index, look)),
    ],
  }
}

function lineOf(series: LineSeries, index: number, isNamed: boolean, look: Look, marks: LineData['marks']) {
  const colour = kindAt(look.palette, index)
  return {
    type: 'line',
    name: series.name,
    data: series.points.map((point) => [point.x, point.y]),
    showSymbol: series.points.length <= 1,
    symbol: 'circle',
    symbolSize: 6,
    z: 3,
    lineStyle: { width: 1.75, color: colour, type: series.how && series.how !== 'measured' ? [7, 5] : 'solid' },
    itemStyle: { color: colour },
    emphasis: { disabled: true },
    // Millions of steps of a training need not all be drawn to be seen.
    sampling: 'lttb',
    endLabel: { show: isNamed, formatter: () => series.name, color: colour, fontSize: 12, fontWeight: 500, distance: 8, textBorderColor: look.palette.ground, textBorderWidth: 3 },
    labelLayout: { moveOverlap: 'shiftY' },
    ...(marks?.length
      ? {
          markLine: {
            symbol: 'none',
            silent: true,
            animation: false,
            lineStyle: { color: look.palette.quiet, type: [2, 3], width: 1 },
            label: { color: look.palette.quiet, fontSize: 12, formatter: ({ name }: { name: string }) => name },
            data: marks.map(({ x, label }) => ({ xAxis: x, name: label })),
          },
        }
      : {}),
  }
}

/** The interval as a polygon; a stack of areas would be wrong below zero. */
function bandOf(series: LineSeries, index: number, look: Look) {
  const runs = runsOf(series.points)
  if (runs.length === 0) return []
  const starts = runs.map((_, before) => runs.slice(0, before).reduce((sum, run) => sum + run.length, 0))
  return [
    {
      type: 'custom',
      name: series.name,
      silent: true,
      z: 1,
      tooltip: { show: false },
      // Every point, so that the axes make room for the band; but it is drawn once, at its first.
      data: runs.flatMap((run) => run.map((point) => [point.x, point.low, point.high])),
      encode: { x: 0, y: [1, 2] },
      renderItem: ({ dataIndex }: { dataIndex: number }, api: BandApi) => {
        const run = runs[starts.indexOf(dataIndex)]
        if (!run) return null
        const upper = run.map((point) => api.coord([point.x, point.high!]))
        const lower = run.map((point) => api.coord([point.x, point.low!])).reverse()
        return { type: 'polygon', shape: { points: [...upper, ...lower] }, style: { fill: kindAt(look.palette, index), opacity: 0.14 } }
      },
    },
  ]
}

/** Stretches in which every point has an interval. */
function runsOf(points: readonly LinePoint[]): LinePoint[][] {
  const runs: LinePoint[][] = []
  let run: LinePoint[] = []
  for (const point of points) {
    if (point.low !== undefined && point.high !== undefined) run.push(point)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
  }
  if (run.length > 0) runs.push(run)
  return runs.filter((each) => each.length > 1)
}

/** A ROC or precision-recall curve; the dotted line is what guessing reaches. */
export function curveOption(data: CurveData, look: Look, t: Say): EChartsCoreOption {
  const [x, y] = curveAxes(data.which, t)
  const { format, palette } = look
  const line = lineOption(
    {
      kind: 'line',
      x,
      y,
      series: data.curves.map((curve) => ({
        name: `${curve.name}  ${format.number(curve.area, 3)}`,
        points: curve.points.map(([across, up]) => ({ x: across, y: up })),
      })),
    },
    look,
    t,
  )
  const level = data.baseline ?? 0.5
  const guess = data.which === 'roc' ? [[0, 0], [1, 1]] : [[0, level], [1, level]]
  return {
    ...line,
    series: [
      ...(line.series as object[]),
      {
        type: 'line',
        name: t('kit.chart.guessing'),
        data: guess,
        silent: true,
        symbol: 'none',
        lineStyle: { color: palette.quiet, width: 1, type: [1, 4] },
        tooltip: { show: false },
        z: 0,
      },
    ],
  }
}
