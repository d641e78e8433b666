/** Points in groups; each says its name under the pointer. */
import type { EChartsCoreOption } from 'echarts/core'
import type { ScatterData } from '../data'
import { base, kindAt, type Look, say, tip, tooltip, valueAxis } from './base'

const MANY = 3_000

interface Given {
  seriesIndex: number
  dataIndex: number
}

export function scatterOption(data: ScatterData, look: Look): EChartsCoreOption {
  const { palette, format } = look
  return {
    ...base(look),
    grid: { left: 8, right: 20, top: 34, bottom: 34, containLabel: true },
    xAxis: valueAxis(data.x, look, 'x'),
    yAxis: { ...valueAxis(data.y, look, 'y'), scale: !data.y.range },
    tooltip: tooltip(look, 'item', (given: never) => {
      const { seriesIndex, dataIndex } = given as Given
      const group = data.groups[seriesIndex]
      const point = group?.points[dataIndex]
      if (!group || !point) return ''
      return tip(point.label ?? group.name, [
        { name: data.x.label, value: say(point.x, data.x, format) },
        { name: data.y.label, value: say(point.y, data.y, format) },
      ])
    }),
    series: data.groups.map(({ name, points }, index) => ({
      type: 'scatter',
      name,
      data: points.map((point) => [point.x, point.y]),
      symbol: (['circle', 'diamond', 'triangle', 'rect'] as const)[index % 4],
      symbolSize: points.length > 500 ? 4 : 8,
      large: points.length > MANY,
      itemStyle: { color: kindAt(palette, index), opacity: points.length > 200 ? 0.55 : 0.85 },
      emphasis: { scale: 1.4 },
      // Where there are few, the names stand beside their points, and nobody has to hunt for them.
      label: {
        show: points.length <= 12,
        position: 'right',
        color: palette.ink,
        fontSize: 12,
        formatter: ({ dataIndex }: Given) => points[dataIndex]?.label ?? '',
      },
      labelLayout: { hideOverlap: true, moveOverlap: 'shiftY' },
    })),
  }
}
