/** What the address asks of the garments: words, filters, order, view, the place, the garment beside the list. */
import { useCallback, useMemo } from 'react'
import { CHOSEN_BY, type ChosenBy, type Filters, type Sort, type Wanted } from '@/api'
import { useAddress } from '@/app'

export const SORTS = ['newest', 'oldest', 'name', '-name', 'changed', 'certainty', '-certainty', 'id'] as const satisfies readonly Sort[]
export type View = 'grid' | 'list'

/** The orders a person can choose, the first by itself. */
export function sortOf(search: URLSearchParams): (typeof SORTS)[number] {
  const asked = search.get('sort')
  return SORTS.find((each) => each === asked) ?? 'id'
}

export function wantedOf(search: URLSearchParams): Wanted {
  const filters: { [Name in ChosenBy]?: string[] } = {}
  for (const name of CHOSEN_BY) {
    const values = [...new Set(search.getAll(name).filter(Boolean))].sort()
    if (values.length > 0) filters[name] = values
  }
  return { filters, q: (search.get('q') ?? '').trim() }
}

/** The values of an attribute with one more or one less. */
export function toggled(filters: Filters, name: ChosenBy, value: string): readonly string[] {
  const values = filters[name] ?? []
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value]
}

export function useWanted() {
  const { query, change } = useAddress()
  const wanted = useMemo(() => wantedOf(query), [query])
  // The address changes with every scroll; what is asked for only when it says something else.
  const key = JSON.stringify(wanted)
  // eslint-disable-next-line react-hooks/exhaustive-deps -- equal words and filters are the same question
  const steady = useMemo(() => wanted, [key])
  const choose = useCallback(
    (name: ChosenBy, values: readonly string[]) => change({ [name]: values, at: null }),
    [change],
  )
  const clear = useCallback(
    () => change({ ...Object.fromEntries(CHOSEN_BY.map((name) => [name, null])), q: null, at: null }),
    [change],
  )
  return {
    wanted: steady,
    key,
    sort: sortOf(query),
    view: (query.get('view') === 'list' ? 'list' : 'grid') as View,
    open: query.get('open') ?? '',
    isNarrowed: steady.q !== '' || Object.keys(steady.filters).length > 0,
    choose,
    clear,
    change,
    query,
  }
}
