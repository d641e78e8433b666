/** Garments as React sees them: any place of a long list at once, counts by attribute, edits of many, and undo. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, getTagged, patch, post } from './client'
import { keyOf } from './queries'
import type { Chosen, Edited, Garment, GarmentChange } from './schema'
import type { Query } from './types'

export const GARMENTS = '/api/v1/garments'
/** So many garments come with one request. */
export const PAGE = 60
const PAGE_KEPT_MS = 60_000

/** The attributes that garments can be chosen by. */
export const CHOSEN_BY = ['state', 'category', 'brand', 'department', 'season', 'source', 'split'] as const
export type ChosenBy = (typeof CHOSEN_BY)[number]
export type Filters = { readonly [Name in ChosenBy]?: readonly string[] }
export type Sort = NonNullable<Query<'/api/v1/garments'>['sort']>

/** Which garments: any of the values of each attribute, and words that must all occur. */
export interface Wanted {
  filters: Filters
  q: string
}

function sent({ filters, q }: Wanted): Record<string, unknown> {
  return { ...filters, q }
}

/** How many there are, in all and by attribute. While another question is on its way the last answer stands. */
export function useFacets(wanted: Wanted) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/facets', wanted),
    queryFn: ({ signal }) => get('/api/v1/garments/facets', { query: sent(wanted), signal }),
    placeholderData: keepPreviousData,
  })
}

/** The pages of these numbers, and from them the garment at a place of the whole list, once it is here. */
export function useGarmentsAt(wanted: Wanted, sort: Sort, pages: readonly number[]) {
  return useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(GARMENTS, 'page', wanted, sort, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get(GARMENTS, { query: { ...sent(wanted), sort, offset: page * PAGE, limit: PAGE }, signal }),
      gcTime: PAGE_KEPT_MS,
    })),
    combine: (results) => {
      const found = new Map<number, Garment>()
      results.forEach((result, number) =>
        result.data?.items.forEach((garment, index) => found.set(pages[number]! * PAGE + index, garment)),
      )
      return {
        at: (place: number) => found.get(place),
        garments: found,
        error: results.find((result) => result.error)?.error ?? null,
        refetch: () => results.forEach((result) => void result.refetch()),
      }
    },
  })
}

/** The first few of a choice, for a shelf. */
export function useShelf(wanted: Wanted, sort: Sort, limit: number, enabled = true) {
  return useQuery({
    queryKey: keyOf(GARMENTS, 'shelf', wanted, sort, limit),
    enabled,
    queryFn: ({ signal }) => get(GARMENTS, { query: { ...sent(wanted), sort, limit }, signal }),
  })
}

/** Ids between two places of a list, both included: what Shift selects, though it was never on screen. */
export async function idsBetween(wanted: Wanted, sort: Sort, first: number, last: number): Promise<string[]> {
  const query = { ...sent(wanted), sort, offset: first, limit: last - first + 1 }
  return (await get('/api/v1/garments/ids', { query })).ids
}

/** One garment with the tag that a change of it names. */
export function useGarment(id: string) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}', id),
    enabled: id !== '',
    queryFn: ({ signal }) => getTagged('/api/v1/garments/{garment_id}', { path: { garment_id: id }, signal }),
  })
}

export function usePhotos(id: string) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}/photos', id),
    queryFn: ({ signal }) => get('/api/v1/garments/{garment_id}/photos', { path: { garment_id: id }, signal }),
  })
}

/** What can be done to many at once. */
export type EditOf =
  | { verb: 'set'; choose: Partial<Chosen>; values: GarmentChange }
  | { verb: 'accept' | 'delete'; choose: Partial<Chosen> }

/** Edits garments; everything that shows garments is asked for again. */
export function useEdit() {
  const renew = useRenewGarments()
  return useMutation({
    mutationFn: (edit: EditOf): Promise<Edited> => post('/api/v1/garments/edits', { body: edit as never }),
    onSuccess: renew,
  })
}

/** Takes an edit back by its id. */
export function useUndo() {
  const renew = useRenewGarments()
  return useMutation({
    mutationFn: (change_id: string) => post('/api/v1/changes/{change_id}/undo', { path: { change_id } }),
    onSuccess: renew,
  })
}

/** Ask again for everything that shows garments. */
export function useRenewGarments() {
  const queryClient = useQueryClient()
  return () =>
    queryClient.invalidateQueries({
      predicate: ({ queryKey: [path] }) =>
        typeof path === 'string' && (path.startsWith(GARMENTS) || path.startsWith('/api/v1/changes') || path === '/api/v1/home'),
    })
}

/** Changes one garment as it was looked at; MOD-2208 when somebody else was faster. */
export function useChangeGarment(id: string) {
  const queryClient = useQueryClient()
  const renew = useRenewGarments()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ values, etag }: { values: GarmentChange; etag: string }) =>
      patch('/api/v1/garments/{garment_id}', { path: { garment_id: id }, body: values, ifMatch: etag }),
    onSuccess: (changed) => {
      queryClient.setQueryData(keyOf('/api/v1/garments/{garment_id}', id), changed)
      return renew()
    },
  })
}

/** Lays photos to a garment. */
export function useAddPhotos(id: string) {
  const renew = useRenewGarments()
  return useMutation({
    mutationFn: (files: readonly File[]) => {
      const form = new FormData()
      for (const file of files) form.append('files', file)
      return post('/api/v1/garments/{garment_id}/photos', { path: { garment_id: id }, body: form })
    },
    onSuccess: renew,
  })
}
