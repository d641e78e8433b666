/** What the house's own words are called: formats, records and places of an import; figures, flaws and fixes of a report. */
import type { Fix } from '@/api'
import type { Key, Say } from '@/locale'

export const FIGURES = ['complete', 'valid', 'distinct_garments', 'distinct_images', 'good_images', 'undoubted_labels', 'steady', 'even'] as const

const KNOWN = {
  figure: FIGURES,
  trait: ['photo', 'category', 'description', 'brand', 'season', 'department', 'language', 'size', 'body', 'price', 'brightness'],
  flaw: ['small', 'blurred', 'dark', 'bright', 'flat', 'framed', 'damaged'],
  edit: ['copied', 'mirrored', 'turned', 'cropped or padded', 'recompressed'],
  verdict: ['steady', 'moderate', 'large', 'too few'],
  kind: ['clips', 'events', 'fashion-mnist', 'ga4', 'google-merchant-tsv', 'google-merchant-xml', 'instagram', 'jd', 'magazine', 'orders', 'photos', 'pinterest', 'schema-org', 'segment', 'shopify', 'shopify-json', 'snowplow', 'stock', 'table', 'taobao', 'woocommerce'],
  record: ['Garment', 'Colourway', 'Sku', 'Price', 'Image', 'Customer', 'Consent', 'Interaction', 'Order', 'OrderLine', 'Return', 'StockEntry', 'Mention'],
  fix: ['fill', 'readmit', 'check_values', 'drop_copies', 'drop_edits', 'merge', 'retake', 'replace', 'check_labels', 'explain_drift', 'cover'],
} as const

/** A word of the house in the reader's language; one that is not known, such as a plug-in's, is said `otherwise`. */
export function named(sort: keyof typeof KNOWN, name: string, t: Say, otherwise = name): string {
  const known = (KNOWN[sort] as readonly string[]).includes(name)
  return known ? t(`data.${sort}.${name.replaceAll(' ', '_')}` as Key) : otherwise
}

/** Where a row stands: "orders.csv line 9". */
export function placeWords(place: string, t: Say): string {
  return place.replace(/\b(line|item) (\d+)$/, (_, unit: 'line' | 'item', number: string) => t(`data.place.${unit}`, { number }))
}

export function fixWords({ kind, subject }: Pick<Fix, 'kind' | 'subject'>, t: Say): string {
  if (!(KNOWN.fix as readonly string[]).includes(kind)) return `${kind} ${subject}`
  const sort = kind === 'retake' || kind === 'replace' ? 'flaw' : 'trait'
  return t(`data.fix.${kind}` as Key, { subject: named(sort, subject, t) })
}

/** What a fix's examples are: pictures and garments by their ids, or words. */
export function examplesAre(kind: string): 'images' | 'garments' | 'words' {
  if (['check_labels', 'retake', 'replace', 'drop_copies', 'drop_edits'].includes(kind)) return 'images'
  return kind === 'fill' || kind === 'check_values' ? 'garments' : 'words'
}
