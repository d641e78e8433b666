/** Trends in the reader's words: values, growth with its interval, how sure, and where. */
import type { TrendName, Trend } from '@/api'
import { inWords, type Sort } from '@/house'
import type { Format, Language, Say } from '@/locale'

/** Attributes whose values the house has words for. */
const SORTS: Readonly<Record<string, Sort>> = { colour: 'colour', print: 'print', category: 'category', fabric: 'cloth' }

export function named(name: TrendName, language: Language): string {
  return capital(language === 'zh-CN' ? name.zh : name.en)
}

/** "Grey", "Cotton jersey"; two colours are two words of ours. */
export function valueOf({ attribute, value_name }: Pick<Trend, 'attribute' | 'value_name'>, language: Language, t: Say): string {
  if (language === 'zh-CN') return value_name.zh
  const sort = SORTS[attribute]
  return capital(sort ? inWords(sort, value_name.en, t) : value_name.en)
}

/** "Colour · what is sold". */
export function whereOf({ attribute_name, source_name }: Pick<Trend, 'attribute_name' | 'source_name'>, language: Language, t: Say): string {
  return t('trends.where', { attribute: named(attribute_name, language), source: language === 'zh-CN' ? source_name.zh : source_name.en })
}

/** With its sign: "+120%", "−48%". */
export function signed(share: number, format: Format): string {
  const sign = share > 0 ? '+' : share < 0 ? '−' : ''
  return `${sign}${format.percent(Math.abs(share), 0)}`
}

export function sureOf({ q, p, verdict }: Pick<Trend, 'q' | 'p' | 'verdict'>, t: Say, format: Format): string {
  if (verdict === 'steady') return t('trends.unsure', { p: format.percent(p, p < 0.1 ? 1 : 0) })
  return t('trends.sure', { number: format.number(roughly(1 / Math.max(q, 1e-4))) })
}

export function windowOf({ weeks, is_year_on_year }: Pick<Trend, 'weeks' | 'is_year_on_year'>, t: Say): string {
  return t(is_year_on_year ? 'trends.yearly' : 'trends.nearly', { weeks })
}

/** One share at a glance needs no more than two figures. */
export function part(share: number, format: Format): string {
  return format.percent(share, share < 0.1 ? 1 : 0)
}

/** The name under which a trend's panel is open. */
export function nameOf({ attribute, source, value }: Pick<Trend, 'attribute' | 'source' | 'value'>): string {
  return `${source}:${attribute}:${value}`
}

/** Down to one figure, or two where the first is 1: "at most 1 in 150" is all that such a number says. */
function roughly(number: number): number {
  const step = 10 ** Math.floor(Math.log10(number))
  const fine = number / step < 2 ? step / 2 : step
  return Math.max(1, Math.floor(number / fine) * fine)
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
