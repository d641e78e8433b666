/** What the fields of a spec and their values are called. */
import { inWords } from '@/house'
import type { Say } from '@/locale'
import { named } from '@/screens/fit/words'

export function fieldName(name: string, t: Say): string {
  if (name === 'chart') return t('fit.garment.chart')
  if (name === 'size') return t('fit.sizes.size')
  if (name === 'longer') return t('fit.option.longer')
  if (name === 'program' || name === 'length_cm' || name === 'cloth' || name === 'print' || name === 'colours') return t(`desk.field.${name}`)
  return named('option', name, t)
}

export function valueName(name: string, value: string | number, t: Say): string {
  const text = String(value)
  if (name === 'program') return named('program', text, t)
  if (name === 'chart') return named('chart', text, t)
  if (name === 'cloth') return inWords('cloth', text, t)
  if (name === 'print') return inWords('print', text, t)
  if (name === 'size' || typeof value === 'number') return text
  return named('choice', text, t)
}
