/** A house's words in the reader's language: what its garments are called, and the values that we know. */
import type { Garment } from '@/api'
import { type Key, knows, type Language, type Say } from '@/locale'

/** An attribute `x_zh` is what `x` is called in Chinese. */
export const CHINESE = '_zh'

/** What a garment is called, or what is said of it. */
export function said(garment: Pick<Garment, 'name' | 'description' | 'attributes'>, what: 'name' | 'description', language: Language): string {
  const chinese = garment.attributes?.[`${what}${CHINESE}`]
  return (language === 'zh-CN' && chinese) || garment[what]
}

/** What has words of ours in `house` of the locale files. */
export type Sort = 'brand' | 'category' | 'cloth' | 'colour' | 'department' | 'line' | 'print' | 'season' | 'source' | 'split'

/** A value in words: one that we do not know, a house's own, is said as it is. */
export function inWords(sort: Sort, value: string, t: Say): string {
  if (sort === 'season') return seasonInWords(value, t)
  const key = `house.${sort}.${bare(value)}`
  return value !== '' && knows(key) ? t(key as Key) : value
}

/** Whether a garment's field has values that we may have words for. */
export function isSort(name: string): name is Sort {
  return ['brand', 'category', 'cloth', 'colour', 'department', 'line', 'print', 'season', 'source', 'split'].includes(name)
}

/** As the locale files name a value: "T-shirt/top" is `t_shirt_top`. */
export function bare(value: string): string {
  return value.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_').replace(/^_|_$/g, '')
}

/** AW25 is autumn and winter of 2025. */
function seasonInWords(value: string, t: Say): string {
  const half = /^(AW|SS)(\d\d)$/.exec(value)
  if (half) return t(half[1] === 'AW' ? 'house.season.aw' : 'house.season.ss', { year: `20${half[2]}` })
  return value === 'core' ? t('house.season.core') : value
}
