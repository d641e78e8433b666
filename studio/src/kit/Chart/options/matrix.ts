/** A matrix too large for cells that can be walked by key, and the picture of any matrix that is kept as a PNG. */
import type { EChartsCoreOption } from 'echarts/core'
import type { MatrixData } from '../data'
import { toneOf } from '../tone'
import { base, categoryAxis, type Look, say, tip, tooltip } from './base'

interface Given {
  data: { value: [number, number, number] }
}

export function matrixOption(data: MatrixData, look: Look): EChartsCoreOption {
  const { palette, format } = look
  const colours = data.scale === 'difference' ? palette.data.difference : palette.data.quantity
  const isSmall = data.rows.length * data.columns.length <= 400
  return {
    ...base(look),
    grid: { left: 8, right: 12, top: 8, bottom: 34, containLabel: true },
    xAxis: { ...categoryAxis(data.columns, { label: data.columnLabel }, look, 'x'), axisLine: { show: false } },
    yAxis: { ...categoryAxis(data.rows, {}, look, 'y'), inverse: true, axisLine: { show: false } },
    tooltip: tooltip(look, 'item', (given: never) => {
      const [column, row, value] = (given as Given).data.value
      return tip('', [
        { name: data.rowLabel, value: data.rows[row] ?? '' },
        { name: data.columnLabel, value: data.columns[column] ?? '' },
        { name: data.value.label, value: say(value, data.value, format) },
      ])
    }),
    series: [
      {
        type: 'heatmap',
        data: data.values.flatMap((line, row) =>
          line.flatMap((value, column) => {
            if (value === null) return []
            const tone = toneOf(data, row, column)
            const colour = colours[Math.round(tone * (colours.length - 1))]!
            return [{ value: [column, row, value], itemStyle: { color: colour }, label: { color: isDeep(tone, data) ? palette.surface : palette.ink } }]
          }),
        ),
        label: { show: isSmall, fontSize: 11, formatter: (given: Given) => say(given.data.value[2], data.value, format) },
        itemStyle: { borderColor: palette.ground, borderWidth: 1 },
        emphasis: { disabled: true },
      },
    ],
  }
}

/** Whether a cell's colour is so deep that its number must be written in the other ink. */
export function isDeep(tone: number, data: Pick<MatrixData, 'scale'>): boolean {
  return data.scale === 'difference' ? tone < 0.2 || tone > 0.8 : tone > 0.5
}
