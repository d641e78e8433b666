/** A garment's attributes in the reader's language: an attribute `x_zh` is what `x` is called in Chinese. */
import type { Garment } from '@/api'
import { CHINESE, inWords, isSort } from '@/house'
import { type Key, knows, type Language, type Say } from '@/locale'
import { named } from '@/screens/fit/words'

/** Its own attributes, each once: in what words, and as what it is remembered. */
export function ownFacts(garment: Pick<Garment, 'attributes'>, language: Language, t: Say): { id: string; name: string; value: string }[] {
  const all = garment.attributes ?? {}
  return Object.entries(all)
    .filter(([id]) => !id.endsWith(CHINESE))
    .map(([id, value]) => ({
      id,
      name: attributeName(id, t),
      value: (language === 'zh-CN' && all[`${id}${CHINESE}`]) || attributeValue(id, value, t),
    }))
}

/** What an attribute is called: those of the house and of its programs' options in words, others as they are. */
export function attributeName(id: string, t: Say): string {
  const key = `house.name.${id}`
  return knows(key) ? t(key as Key) : named('option', id, t)
}

/** What an attribute says. */
export function attributeValue(id: string, value: string, t: Say): string {
  if (id === 'program' || id === 'chart') return named(id, value, t)
  if (id === 'colours') return value.split(', ').map((each) => inWords('colour', each, t)).join(t('garment.comma'))
  return isSort(id) ? inWords(id, value, t) : named('choice', value, t)
}
