/** Facets of an answer as the panel shows them, and filters as the address keeps them: `colour=red`. */
import type { Facet } from '@/kit/FacetPanel'
import type { Key, Say } from '@/locale'
import { attributeValue } from '@/screens/garment/spoken'

/** The order in which people narrow; what else a shop's garments say follows. */
const KNOWN = [
  'category',
  'colour',
  'brand',
  'department',
  'size',
  'pattern',
  'print',
  'sleeve',
  'neckline',
  'collar',
  'length',
  'fit',
  'cloth',
  'leg',
  'rise',
  'season',
  'line',
] as const
/** What only a filter in words is finer by. */
const HIDDEN = ['shade']
const MOST = 14

export function chosenOf(filters: readonly string[]): Record<string, string[]> {
  const chosen: Record<string, string[]> = {}
  for (const pair of filters) {
    const at = pair.indexOf('=')
    if (at > 0) (chosen[pair.slice(0, at)] ??= []).push(pair.slice(at + 1))
  }
  return chosen
}

export function filtersWith(filters: readonly string[], name: string, values: readonly string[]): string[] {
  return [...filters.filter((pair) => !pair.startsWith(`${name}=`)), ...values.map((value) => `${name}=${value}`)]
}

export function facetsOf(counted: Readonly<Record<string, Readonly<Record<string, number>>>>, filters: readonly string[], t: Say): Facet[] {
  const chosen = chosenOf(filters)
  const place = (name: string) => {
    const found = (KNOWN as readonly string[]).indexOf(name)
    return found < 0 ? KNOWN.length : found
  }
  return Object.keys({ ...counted, ...chosen })
    .filter((name) => !HIDDEN.includes(name) && name !== 'price')
    .sort((one, other) => place(one) - place(other) || one.localeCompare(other))
    .map((name) => {
      const counts = counted[name] ?? {}
      const missing = (chosen[name] ?? []).filter((value) => !(value in counts)).map((value): [string, number] => [value, 0])
      const label = place(name) < KNOWN.length ? t(`search.by.${name}` as Key) : name
      return { name, label, values: [...Object.entries(counts), ...missing].map(([value, count]) => ({ value, count, label: attributeValue(name, value, t) })) }
    })
    .filter(({ name, values }) => values.length > 1 || chosen[name])
    .slice(0, MOST)
}
