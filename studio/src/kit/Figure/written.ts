/** How a value is written: one place for figures, axes, tables and tooltips. */
import type { Format } from '@/locale'

/** How the value is written: a plain number, a share from 0 to 1 as per cent, seconds as a span, bytes, money. */
export type FigureStyle = 'number' | 'percent' | 'span' | 'bytes' | { currency: string }

/** A value as its style writes it. */
export function written(value: number, style: FigureStyle, digits: number | undefined, format: Format): string {
  if (style === 'percent') return format.percent(value, digits)
  if (style === 'span') return format.span(value)
  if (style === 'bytes') return format.bytes(value)
  if (typeof style === 'object') return format.money(value, style.currency)
  return format.number(value, digits)
}
