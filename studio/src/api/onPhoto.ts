/** A garment on somebody's photo: sent, followed, and given back. Photo and picture stay in this page's memory. */
import { useQuery } from '@tanstack/react-query'
import { addressOf, request } from './client'
import { ApiError, asApiError, UNREADABLE } from './error'
import { eventsOf } from './events'
import type { BackEnds, Problem, StorefrontMaking, StorefrontOffer, StorefrontSize } from './schema'

const ROOM = '/api/v1/photo-try-ons'
const HOUSE = `${ROOM}/followed`
const AGAIN_MS = 2_000
const STOREFRONT = '/api/v1/storefront'

export interface PhotoWish {
  /** Empty where a picture of it is all that is known. */
  garment: string
  size: string
  chart: string
  measures: Record<string, number>
  shown?: ShownGarment
  painting?: { backEnd: string; isNonCommercial: boolean }
}

/** A garment known by a picture alone. */
export interface ShownGarment {
  picture: File
  /** The size in that picture; empty: the chart's base. */
  size: string
  /** Its finished measures, in centimetres. */
  stated: Record<string, number>
}

/** What a picture of a garment was read as; all of it is estimated. */
export interface ReadGarment {
  program: string
  program_confidence: number
  size_in_picture: string
  lengths: readonly { name: string; value: number; low: number; high: number }[]
  /** Whether its print was laid on, or its colour is all there is. */
  print: 'plain' | 'laid'
  colour: string
}

/** What is told of a dressed photo; the rest of it is for programs. */
export interface WornTold {
  size: string
  estimated: boolean
  read?: ReadGarment
  painted_by?: string
  licence?: string
  seconds: number
  /** The share of the person that was filled where the old garment was. */
  filled: number
  width: number
  height: number
}

export interface WornOnPhoto {
  told: WornTold
  picture: Blob
}

export interface Followed {
  /** The share that is done, and the step it is in. */
  onStep: (share: number, step: string) => void
  signal: AbortSignal
  /** A storefront's key: then a visitor asks, and not the house. */
  key?: string
}

/** The photo in that garment and size. Throws ApiError, with the reason and how to retake a photo that will not do. */
export async function wearOnPhoto(photo: File, wish: PhotoWish, { key, ...follow }: Followed): Promise<WornOnPhoto> {
  const form = new FormData()
  form.append('file', photo)
  form.append('garment', wish.garment)
  form.append('size', wish.size)
  form.append('chart', wish.chart)
  form.append('measures', JSON.stringify(wish.measures))
  if (wish.shown) {
    form.append('garment_photo', wish.shown.picture)
    form.append('garment_size', wish.shown.size)
    form.append('stated', JSON.stringify(wish.shown.stated))
  }
  if (wish.painting) {
    form.append('back_end', wish.painting.backEnd)
    form.append('non_commercial', String(wish.painting.isNonCommercial))
  }
  const { png, ...told } = await followed<WornTold & { png: string }>(key ? `${STOREFRONT}/photo-try-ons` : HOUSE, { body: form, headers: asked(key) }, 'worn', follow)
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0))
  return { told, picture: new Blob([bytes], { type: 'image/png' }) }
}

/** A size by measures, and why, in both languages. */
export interface MeasuredAdvice {
  recommended: string
  en: string
  zh: string
}

/** Which size a visitor with these measures should take. */
export function adviseVisitor(garment: string, measures: Record<string, number>, { key, ...follow }: Followed): Promise<MeasuredAdvice> {
  const headers = { ...asked(key), 'Content-Type': 'application/json' }
  return followed(`${STOREFRONT}/fit-advice`, { body: JSON.stringify({ garment, measures }), headers }, 'advice', follow)
}

/** What a garment can be tried on in, as a visitor may know it. */
export function useVisitorOffer(garment: string, key: string) {
  return useQuery({
    queryKey: ['visitor', 'offer', garment],
    enabled: garment !== '' && key !== '',
    retry: false,
    queryFn: ({ signal }) => visited<StorefrontOffer>(`${STOREFRONT}/garments/${encodeURIComponent(garment)}/try-on`, key, signal),
  })
}

/** The size that follows from what this visit, or whoever makes it, bought; empty where nothing is known. */
export function useVisitorSize(garment: string, session: string, key: string) {
  return useQuery({
    queryKey: ['visitor', 'size', garment, session],
    enabled: garment !== '' && key !== '' && session !== '',
    retry: false,
    queryFn: ({ signal }) => visited<StorefrontSize>(addressOf(`${STOREFRONT}/size-advice`, {}, { garment, session }), key, signal),
  })
}

/** A garment in a size for a visitor's mirror: its file, or how far it is draped. Of the visitor nothing is sent but the key. */
export function useVisitorMirror(garment: string, size: string, key: string, enabled: boolean) {
  return useQuery({
    queryKey: ['visitor', 'mirror', garment, size],
    enabled,
    retry: false,
    queryFn: async ({ signal }): Promise<{ data: ArrayBuffer } | { making: StorefrontMaking }> => {
      const address = addressOf(`${STOREFRONT}/garments/{garment}/mirror.glb`, { garment }, { size })
      const answer = await request(address, { headers: asked(key), signal })
      return answer.status === 202 ? { making: (await answer.json()) as StorefrontMaking } : { data: await answer.arrayBuffer() }
    },
    refetchInterval: ({ state }) => (state.data && 'making' in state.data ? AGAIN_MS : false),
  })
}

/** The networks that this house has the weights of; mostly none. */
export function useBackEnds() {
  return useQuery({
    queryKey: ['photo-try-ons', 'back-ends'],
    queryFn: async ({ signal }) => (await (await request(`${ROOM}/back-ends`, { signal })).json()) as BackEnds,
  })
}

async function visited<T>(address: string, key: string, signal: AbortSignal): Promise<T> {
  return (await (await request(address, { headers: asked(key), signal })).json()) as T
}

function asked(key: string | undefined): Record<string, string> {
  return { Accept: 'text/event-stream, application/json', ...(key ? { Authorization: `Bearer ${key}` } : {}) }
}

async function followed<T>(address: string, init: RequestInit, last: string, { onStep, signal }: Omit<Followed, 'key'>): Promise<T> {
  const answer = await request(address, { method: 'POST', ...init, signal })
  for await (const { name, data } of eventsOf(answer)) {
    if (name === 'step') {
      const { done, total, step } = JSON.parse(data) as { done: number; total: number; step: string }
      onStep(total > 0 ? done / total : 0, step)
    } else if (name === 'refused') {
      const { code, title, detail, remedy, status, errors, request_id } = JSON.parse(data) as Problem
      throw new ApiError(code, title, detail, remedy ?? '', status, errors ?? [], request_id)
    } else if (name === last) {
      return JSON.parse(data) as T
    }
  }
  throw new ApiError(UNREADABLE, '', 'The stream ended early.', '', -1)
}

/** Whether something was taken back, and did not go wrong. */
export function wasStopped(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || asApiError(error).code === 'MOD-1564'
}
