/** From what a chart shows to how ECharts draws it. */
import type { EChartsCoreOption } from 'echarts/core'
import type { Say } from '@/locale'
import type { ChartData } from '../data'
import { barOption } from './bar'
import type { Look } from './base'
import { curveOption, lineOption } from './line'
import { matrixOption } from './matrix'
import { scatterOption } from './scatter'

export type { Look } from './base'

export function optionOf(data: ChartData, look: Look, t: Say): EChartsCoreOption {
  switch (data.kind) {
    case 'line':
      return lineOption(data, look, t)
    case 'bar':
      return barOption(data, look, t)
    case 'scatter':
      return scatterOption(data, look)
    case 'matrix':
      return matrixOption(data, look)
    case 'curve':
      return curveOption(data, look, t)
  }
}
