/** What all charts share: axes as hairlines, quiet labels, a tooltip made of text nodes only. */
import type { EChartsCoreOption } from 'echarts/core'
import { type FigureStyle, written } from '@/kit/Figure'
import type { Format } from '@/locale'
import { family, motion, type Palette } from '@/look/tokens'
import type { Axis } from '../data'
import { named } from '../table'

/** All that the drawing needs besides the data. */
export interface Look {
  palette: Palette
  format: Format
  /** The reader asks for less motion. */
  still: boolean
  /** CSS pixels of the plot. */
  width: number
  height: number
}

export const kindAt = (palette: Palette, index: number): string => palette.data.kinds[index % palette.data.kinds.length]!

export function say(value: number, axis: Axis, format: Format): string {
  const text = written(value, axis.style ?? 'number', axis.digits, format)
  return axis.unit ? `${text} ${axis.unit}` : text
}

/** Ticks are round numbers: they need no more digits than they have. */
function tick(value: number, style: FigureStyle | undefined, format: Format): string {
  if (style === 'percent') return format.percent(value, Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? 0 : 1)
  if (style !== undefined && style !== 'number') return written(value, style, undefined, format)
  return Math.abs(value) >= 10_000 ? format.compact(value) : format.number(value)
}

export function base({ palette, still }: Look): EChartsCoreOption {
  return {
    animation: !still,
    animationDuration: motion.calm,
    animationDurationUpdate: motion.calm,
    color: [...palette.data.kinds],
    textStyle: { fontFamily: family, fontSize: 12, color: palette.quiet },
    aria: { enabled: false }, // the frame says what the chart shows, in the reader's language
  }
}

export function valueAxis(axis: Axis, look: Look, where: 'x' | 'y'): Record<string, unknown> {
  const { palette, format } = look
  return {
    type: axis.scale === 'log' ? 'log' : axis.scale === 'time' ? 'time' : 'value',
    // What has no digits is counted: there is no half of an epoch.
    ...(axis.digits === 0 && (axis.style ?? 'number') === 'number' ? { minInterval: 1 } : {}),
    name: named(axis),
    nameLocation: where === 'x' ? 'middle' : 'end',
    nameGap: where === 'x' ? 30 : 14,
    nameTextStyle: { color: palette.quiet, fontSize: 12, align: where === 'x' ? 'center' : 'left', padding: where === 'y' ? [0, 0, 0, -8] : 0 },
    ...(axis.range ? { min: axis.range[0], max: axis.range[1] } : { scale: where === 'x' }),
    axisLine: { show: where === 'x', lineStyle: { color: palette.hairline } },
    axisTick: { show: false },
    axisLabel: {
      color: palette.quiet,
      fontSize: 12,
      hideOverlap: true,
      ...(axis.scale === 'time' ? {} : { formatter: (value: number) => tick(value, axis.style, format) }),
    },
    splitLine: { show: where === 'y', lineStyle: { color: palette.hairline, width: 1 } },
    splitNumber: Math.max(2, Math.round((where === 'y' ? look.height : look.width) / (where === 'y' ? 56 : 110))),
  }
}

export function categoryAxis(names: readonly string[], axis: Partial<Axis>, look: Look, where: 'x' | 'y'): Record<string, unknown> {
  const { palette } = look
  return {
    type: 'category',
    data: [...names],
    ...(axis.label ? { name: axis.label, nameLocation: 'middle', nameGap: 30, nameTextStyle: { color: palette.quiet, fontSize: 12 } } : {}),
    axisLine: { show: true, lineStyle: { color: palette.hairline } },
    axisTick: { show: false },
    axisLabel: { color: where === 'y' ? palette.ink : palette.quiet, fontSize: 12, hideOverlap: true, width: where === 'y' ? 150 : 90, overflow: 'break' },
  }
}

export interface TipLine {
  name: string
  value: string
  colour?: string
}

/** Names come from people: they are set as text, never as markup. */
export function tip(title: string, lines: readonly TipLine[]): HTMLElement {
  const box = document.createElement('div')
  if (title) {
    const head = document.createElement('div')
    head.textContent = title
    head.style.cssText = 'margin-bottom:4px;color:var(--quiet)'
    box.append(head)
  }
  for (const { name, value, colour } of lines) {
    const row = document.createElement('div')
    row.style.cssText = 'display:flex;gap:16px;justify-content:space-between;align-items:baseline'
    const left = document.createElement('span')
    if (colour) {
      const dot = document.createElement('span')
      dot.style.cssText = `display:inline-block;width:8px;height:8px;margin-inline-end:7px;border-radius:50%;background:${colour}`
      left.append(dot)
    }
    left.append(name)
    const right = document.createElement('b')
    right.style.fontWeight = '500'
    right.textContent = value
    row.append(left, right)
    box.append(row)
  }
  return box
}

export function tooltip(look: Look, trigger: 'axis' | 'item', formatter: (given: never) => HTMLElement | string) {
  const { palette } = look
  return {
    trigger,
    confine: true,
    transitionDuration: look.still ? 0 : 0.12,
    backgroundColor: palette.surface,
    borderColor: palette.hairline,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: palette.ink, fontSize: 13, fontFamily: family },
    extraCssText: 'border-radius:4px;box-shadow:0 8px 24px rgb(0 0 0 / 8%);max-width:320px;white-space:normal',
    axisPointer: { type: 'line', lineStyle: { color: palette.quiet, width: 1, type: [2, 3] } },
    formatter,
  }
}
