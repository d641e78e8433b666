/** A garment's words in the reader's language: an attribute `x_zh` is what `x` is called in Chinese. */
import type { Garment } from '@/api'
import type { Language } from '@/locale'

const CHINESE = '_zh'

/** Its name or description. */
export function said(garment: Garment, what: 'name' | 'description', language: Language): string {
  const chinese = garment.attributes?.[`${what}${CHINESE}`]
  return (language === 'zh-CN' && chinese) || garment[what]
}

/** Its own attributes, each once. */
export function ownFacts(garment: Garment, language: Language): [name: string, value: string][] {
  const all = garment.attributes ?? {}
  return Object.entries(all)
    .filter(([name]) => !name.endsWith(CHINESE))
    .map(([name, value]) => [name, (language === 'zh-CN' && all[`${name}${CHINESE}`]) || value])
}
