/** What models say of garments and of pictures from outside: tags, look-alikes, look-ups; and what was not taken in. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from './client'
import { useRenewGarments } from './garments'
import { keyOf } from './queries'

/** What models said of each of a garment's photos. */
export function useTags(id: string) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}/tags', id),
    queryFn: ({ signal }) => get('/api/v1/garments/{garment_id}/tags', { path: { garment_id: id }, signal }),
  })
}

/** Ask a model (the house's own when none is named) what a garment's photos show, and keep what it says. */
export function useTagNow(id: string) {
  const queryClient = useQueryClient()
  const renew = useRenewGarments()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (model: string) => post('/api/v1/garments/{garment_id}/tags', { path: { garment_id: id }, body: { model } }),
    onSuccess: (tags) => {
      queryClient.setQueryData(keyOf('/api/v1/garments/{garment_id}/tags', id), tags)
      return renew()
    },
  })
}

export function useLookAlikes(id: string, limit = 12) {
  return useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}/look-alikes', id, limit),
    queryFn: ({ signal }) =>
      get('/api/v1/garments/{garment_id}/look-alikes', { path: { garment_id: id }, query: { limit }, signal }),
  })
}

/** One picture from outside: what it shows, and what in the shop looks like it. It is not kept. */
export function lookUpPicture(file: File, limit: number, signal: AbortSignal) {
  const body = new FormData()
  body.append('file', file)
  return post('/api/v1/look-up', { query: { limit }, body, signal })
}

/** Rows that were not taken in, with the reason. */
export function useQuarantine(limit: number) {
  return useQuery({
    queryKey: keyOf('/api/v1/quarantine', limit),
    queryFn: ({ signal }) => get('/api/v1/quarantine', { query: { limit }, signal }),
  })
}
