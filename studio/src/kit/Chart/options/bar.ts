/** Bars with whiskers, each with its value beside it; long names make the bars lie down. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Say } from '@/locale'
import { family } from '@/look/tokens'
import type { BarData, BarSeries } from '../data'
import { base, categoryAxis, kindAt, type Look, say, tip, tooltip, valueAxis } from './base'

const LETTER = 7
const MOST_WIDE = 18

interface Given {
  seriesIndex: number
  dataIndex: number
}

interface WhiskerApi {
  value: (index: number) => number
  coord: (point: [number, number]) => [number, number]
  size: (span: [number, number]) => [number, number]
}

/** Whether the names would not fit beside each other under the bars. */
export function liesDown(data: BarData, width: number): boolean {
  const room = width / Math.max(1, data.categories.length)
  return data.categories.some((name) => name.length * LETTER > room)
}

export function barOption(data: BarData, look: Look, t: Say): EChartsCoreOption {
  const { palette, format } = look
  const isLying = liesDown(data, look.width)
  const names = categoryAxis(data.categories, {}, look, isLying ? 'y' : 'x')
  const values = { ...valueAxis(data.axis, look, isLying ? 'x' : 'y'), scale: false }
  const isFew = data.categories.length * data.series.length <= 40
  return {
    ...base(look),
    grid: { left: 8, right: isLying ? 56 : 12, top: isLying ? 8 : 34, bottom: isLying ? 34 : 8, containLabel: true },
    xAxis: isLying ? values : names,
    yAxis: isLying ? { ...names, inverse: true } : values,
    tooltip: {
      ...tooltip(look, 'axis', (given: never) => {
        const all = (given as Given[]).filter((each) => each.seriesIndex < data.series.length)
        const row = all[0]?.dataIndex ?? 0
        return tip(
          data.categories[row] ?? '',
          all.flatMap(({ seriesIndex }) => {
            const series = data.series[seriesIndex]
            const value = series?.values[row]
            if (!series || value === null || value === undefined) return []
            const interval = series.intervals?.[row]
            const band = interval ? ` (${t('kit.chart.between', { low: say(interval[0], data.axis, format), high: say(interval[1], data.axis, format) })})` : ''
            return [{ name: series.name, value: say(value, data.axis, format) + band, colour: kindAt(palette, seriesIndex) }]
          }),
        )
      }),
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.ink, opacity: 0.05 } },
    },
    series: [
      ...data.series.map((series, index) => ({
        type: 'bar',
        name: series.name,
        data: [...series.values],
        barMaxWidth: MOST_WIDE,
        barGap: '20%',
        itemStyle: { color: kindAt(palette, index), borderRadius: 1 },
        emphasis: { disabled: true },
        label: {
          show: isFew && !series.intervals,
          position: isLying ? 'right' : 'top',
          color: palette.ink,
          fontSize: 12,
          formatter: ({ value }: { value: number }) => say(value, data.axis, format),
        },
      })),
      ...data.series.flatMap((series, index) =>
        series.intervals ? [whiskers(series, index, data, isLying, isFew, look)] : [],
      ),
    ],
  }
}

function whiskers(series: BarSeries, index: number, data: BarData, isLying: boolean, isFew: boolean, look: Look) {
  const count = data.series.length
  const intervals = series.intervals ?? []
  return {
    type: 'custom',
    silent: true,
    z: 4,
    tooltip: { show: false },
    data: intervals.map((interval, row) => [row, interval?.[0] ?? Number.NaN, interval?.[1] ?? Number.NaN]),
    renderItem: (_: unknown, api: WhiskerApi) => {
      const [row, low, high] = [api.value(0), api.value(1), api.value(2)]
      if (Number.isNaN(low)) return null
      const at = (value: number): [number, number] => (isLying ? api.coord([value, row]) : api.coord([row, value]))
      const room = isLying ? api.size([0, 1])[1] : api.size([1, 0])[0]
      // ECharts lays bars out by itself; with its default gaps the middle of the n-th bar is here.
      const wide = Math.min(MOST_WIDE, (room * 0.8) / (count + (count - 1) * 0.2))
      const shift = (index - (count - 1) / 2) * wide * 1.2
      const [a, b] = [at(low), at(high)]
      const move = ([x, y]: [number, number]): [number, number] => (isLying ? [x, y + shift] : [x + shift, y])
      const [from, to] = [move(a), move(b)]
      const cap = (point: [number, number]) =>
        isLying
          ? { x1: point[0], y1: point[1] - 3, x2: point[0], y2: point[1] + 3 }
          : { x1: point[0] - 3, y1: point[1], x2: point[0] + 3, y2: point[1] }
      // The value stands beyond its whisker: inside, the two would lie on each other.
      const valueBeside = (value: number | null | undefined, [x, y]: [number, number]) => ({
        type: 'text',
        x: isLying ? x + 8 : x,
        y: isLying ? y : y - 8,
        style: {
          text: value === null || value === undefined ? '' : say(value, data.axis, look.format),
          font: `12px ${family}`,
          fill: look.palette.ink,
          align: isLying ? 'left' : 'center',
          verticalAlign: isLying ? 'middle' : 'bottom',
        },
      })
      const style = { stroke: look.palette.ink, lineWidth: 1.25 }
      return {
        type: 'group',
        children: [
          { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style },
          { type: 'line', shape: cap(from), style },
          { type: 'line', shape: cap(to), style },
          ...(isFew ? [valueBeside(series.values[row], to)] : []),
        ],
      }
    },
    // In the order of a bar's row and its two ends, so that the axes make room for them.
    encode: isLying ? { x: [1, 2], y: 0 } : { x: 0, y: [1, 2] },
  }
}
