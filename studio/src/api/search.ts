/** Search: garments by words, by a picture or a part of it, by both; and what looks most like one garment. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get, post } from './client'
import { keyOf } from './queries'

export interface Sought {
  q: string
  /** Pairs as they are written: `colour=red`. */
  filters: readonly string[]
  picture: File | null
  /** `left,top,width,height` in shares of the picture; empty for all of it. */
  crop: string
}

const RESULTS = 48

/** Each file gets a name of its own, so that an answer is remembered for as long as it is shown. */
const marks = new WeakMap<File, number>()
let given = 0

function markOf(file: File | null): number {
  if (!file) return 0
  const known = marks.get(file)
  if (known) return known
  given += 1
  marks.set(file, given)
  return given
}

export function useSearch({ q, filters, picture, crop }: Sought) {
  return useQuery({
    queryKey: ['/api/v1/search', q, filters.join('\n'), markOf(picture), crop],
    enabled: q !== '' || filters.length > 0 || picture !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      if (!picture) return get('/api/v1/search', { query: { q, filter: [...filters], k: RESULTS }, signal })
      const body = new FormData()
      body.append('file', picture)
      body.append('q', q)
      body.append('crop', crop)
      body.append('k', String(RESULTS))
      for (const each of filters) body.append('filter', each)
      return post('/api/v1/search', { body, signal })
    },
  })
}

/** What looks most like a garment, by its first photo in the eyes of the shop's embedder. */
export function useSimilar(id: string, k = 12) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}/similar', id, k),
    queryFn: ({ signal }) => get('/api/v1/garments/{garment_id}/similar', { path: { garment_id: id }, query: { k }, signal }),
  })
}
