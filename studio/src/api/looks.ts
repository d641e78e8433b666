/**
 * What models say of garments and of pictures from outside: tags, look-alikes, look-ups, and the review of rows.
 *
 * Written by hand until the API's document has these paths; the shapes are those of its design.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, newKey, request } from './client'
import { ApiError } from './error'
import { useRenewGarments } from './garments'
import type { Garment, Guess } from './schema'

/** What one model said of one photo. */
export interface TagOf {
  photo_id: string
  photo_url: string
  model: string
  version: string
  label: string
  confidence: number
  top: Guess[]
  at: string
  reviewed_at: string | null
}

export interface Near {
  garment: Garment
  /** From -1 to 1; 1 is the same direction in the model's eyes. */
  cosine: number
}

export interface LookAlikes {
  model: string
  version: string
  /** Among how many garments was searched. */
  among: number
  /** How: `exact`, or the index that was used. */
  how: string
  items: Near[]
}

export interface LookedUp {
  model: string
  version: string
  label: string | null
  confidence: number | null
  top: Guess[]
  among: number
  how: string
  nearest: Near[]
}

/** A row that was not taken in, whole, with the reason. */
export interface Quarantined {
  id: string
  source: string
  place: string
  code: string
  reason: string
  excerpt: string
  first_seen: string
}

async function read<T>(address: string, init: RequestInit = {}): Promise<T> {
  const headers = { Accept: 'application/json, application/problem+json', ...(init.headers as Record<string, string>) }
  return (await (await request(address, { ...init, headers })).json()) as T
}

function send<T>(address: string, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() }
  return read<T>(address, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Whether a server is older than this part of the studio: it does not know the path at all. */
export function isUnknownPath(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'MOD-2201' || error.code === 'MOD-2202')
}

export function useTags(id: string) {
  return useQuery({
    queryKey: ['/api/v1/garments/{garment_id}/tags', id],
    queryFn: ({ signal }) => read<{ items: TagOf[] }>(addressOf('/api/v1/garments/{id}/tags', { id }), { signal }),
  })
}

/** Ask a model (the house's own when none is named) what a garment's photos show, and keep what it says. */
export function useTagNow(id: string) {
  const queryClient = useQueryClient()
  const renew = useRenewGarments()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (model?: string) => send<{ items: TagOf[] }>(addressOf('/api/v1/garments/{id}/tags', { id }), model ? { model } : {}),
    onSuccess: (tags) => {
      queryClient.setQueryData(['/api/v1/garments/{garment_id}/tags', id], tags)
      return renew()
    },
  })
}

export function useLookAlikes(id: string, limit = 12) {
  return useQuery({
    queryKey: ['/api/v1/garments/{garment_id}/look-alikes', id, limit],
    queryFn: ({ signal }) => read<LookAlikes>(addressOf('/api/v1/garments/{id}/look-alikes', { id }, { limit }), { signal }),
  })
}

/** One picture from outside: what it shows, and what in the shop looks like it. It is not kept. */
export function lookUpPicture(file: File, limit = 6, signal?: AbortSignal): Promise<LookedUp> {
  const body = new FormData()
  body.append('file', file)
  const headers = { 'Idempotency-Key': newKey() }
  return read<LookedUp>(addressOf('/api/v1/look-up', {}, { limit }), { method: 'POST', body, headers, ...(signal ? { signal } : {}) })
}

export function useQuarantine(limit = 20) {
  return useQuery({
    queryKey: ['/api/v1/quarantine', limit],
    queryFn: ({ signal }) =>
      read<{ items: Quarantined[]; next_cursor: string | null }>(addressOf('/api/v1/quarantine', {}, { limit }), { signal }),
  })
}
