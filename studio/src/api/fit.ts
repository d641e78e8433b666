/** Bodies, patterns and fittings as React sees them. Measures are personal: they stay in this page's memory. */
import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { addressOf, get, post, put, remove, request } from './client'
import { keyOf } from './queries'
import type { Body, BodyWanted, CutWanted, DraftWanted, Fitting, FittingWanted } from './schema'
import type { Query } from './types'

const MEASURES = '/api/v1/bodies/measures'
const PROGRAMS = '/api/v1/patterns/programs'
const CUT = '/api/v1/garments/{garment_id}/cut'
const PATTERN = '/api/v1/garments/{garment_id}/pattern'
const FITTINGS = '/api/v1/fittings'
const FITTING = '/api/v1/fittings/{fitting_id}'
const SIZE = '/api/v1/fittings/{fitting_id}/sizes/{size}'
const PICTURE = '/api/v1/fittings/{fitting_id}/sizes/{size}/picture'
const GLB = '/api/v1/fittings/{fitting_id}/sizes/{size}/glb'
const POLL_MS = 400
/** What does not change while a server runs. */
const FOREVER = { staleTime: Infinity, refetchOnWindowFocus: false } as const
/** What is personal is not remembered once nobody looks at it. */
const FORGOTTEN = { gcTime: 0, staleTime: Infinity, refetchOnWindowFocus: false } as const

export type Side = NonNullable<Query<typeof PICTURE>['view']>
export type Heat = NonNullable<Query<typeof PICTURE>['heat']>
export type PatternForm = 'svg' | 'pdf' | 'dxf' | 'rul' | 'garmentcode' | 'json'

/** What can be measured on a body, and between what values. */
export const useMeasures = () => useQuery({ queryKey: keyOf(MEASURES), ...FOREVER, queryFn: ({ signal }) => get(MEASURES, { signal }) })

/** What can be drafted, for whom, in what cloth. */
export const usePrograms = () => useQuery({ queryKey: keyOf(PROGRAMS), ...FOREVER, queryFn: ({ signal }) => get(PROGRAMS, { signal }) })

/**
 * The body that has these measures. While another is on its way, or where none has them, the last one stays.
 *
 * A body that is no longer wanted is no longer asked for: its request is taken back.
 */
export function useBody(wanted: BodyWanted | null) {
  const asked = useQuery({
    queryKey: ['/api/v1/bodies', wanted],
    enabled: wanted !== null,
    ...FORGOTTEN,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => post('/api/v1/bodies', { body: wanted!, signal }),
  })
  const [last, setLast] = useState<Body>()
  if (asked.data && asked.data !== last) setLast(asked.data)
  return { body: asked.data ?? last, error: asked.error, isOnItsWay: asked.isFetching, again: () => void asked.refetch() }
}

/** How a garment is cut; MOD-2030 where nothing says so. */
export function useCut(id: string | null) {
  return useQuery({
    queryKey: keyOf(CUT, id),
    enabled: id !== null,
    queryFn: ({ signal }) => get(CUT, { path: { garment_id: id! }, signal }),
  })
}

/** Keeps how a garment is cut, or (null) forgets it. */
export function useKeepCut(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (wanted: CutWanted | null) => {
      const path = { garment_id: id }
      await (wanted ? put(CUT, { path, body: wanted }) : remove(CUT, { path }))
    },
    onSuccess: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: keyOf(CUT, id) }), queryClient.invalidateQueries({ queryKey: keyOf(PATTERN, id) })]),
  })
}

/** A garment's pattern in one size. */
export function usePattern(id: string, size: string, enabled = true) {
  return useQuery({
    queryKey: keyOf(PATTERN, id, size),
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get(PATTERN, { path: { garment_id: id }, query: { size }, signal }),
  })
}

/** A pattern that nobody keeps: as it would be with these options. */
export function useDraft(wanted: DraftWanted | null) {
  return useQuery({
    queryKey: ['/api/v1/patterns', wanted],
    enabled: wanted !== null,
    ...FORGOTTEN,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => post('/api/v1/patterns', { body: wanted!, signal }),
  })
}

/** A pattern as a file. */
export async function patternFile(form: PatternForm, wanted: DraftWanted): Promise<Blob> {
  const answer = await request(addressOf('/api/v1/patterns/files/{form}', { form }), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: '*/*' },
    body: JSON.stringify(wanted),
  })
  return answer.blob()
}

/** Whether nothing more will come of a fitting. */
export function isFitted(fitting: Fitting | undefined): boolean {
  return fitting !== undefined && fitting.state !== 'waiting' && fitting.state !== 'working'
}

/**
 * One garment at a time tried on: begun, followed, and taken off.
 *
 * The server forgets a fitting when another is begun here and when this place is left.
 */
export function useFitting() {
  const queryClient = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const begin = useMutation({
    meta: { quiet: true },
    mutationFn: (wanted: FittingWanted) => post(FITTINGS, { body: wanted }),
    onSuccess: (begun) => setId(begun.id),
  })
  const followed = useQuery({
    queryKey: keyOf(FITTING, id),
    enabled: id !== null,
    ...FORGOTTEN,
    queryFn: ({ signal }) => get(FITTING, { path: { fitting_id: id! }, signal }),
    refetchInterval: ({ state }) => (isFitted(state.data) || state.error ? false : POLL_MS),
  })
  useEffect(() => (id === null ? undefined : () => void takeOff(id, queryClient)), [id, queryClient])
  const stop = () => {
    setId(null)
    begin.reset()
  }
  const fitting = id === null ? undefined : (followed.data ?? begin.data)
  return {
    fitting,
    /** Asked for and not yet over. */
    isAtWork: begin.isPending || (id !== null && !followed.error && !isFitted(fitting)),
    error: begin.error ?? (id === null ? null : followed.error),
    begin: begin.mutate,
    stop,
  }
}

async function takeOff(id: string, queryClient: QueryClient): Promise<void> {
  // What is still asked of it is given up first, or the server answers that there is none.
  await Promise.all(([FITTING, SIZE] as const).map((address) => queryClient.cancelQueries({ queryKey: keyOf(address, id) })))
  // Whether the server hears it or not: it forgets by itself, only later.
  await remove(FITTING, { path: { fitting_id: id } }).catch(() => undefined)
}

/** A size of a fitting to look at: quickly meshed at once, and, where it is wanted, the fine cloth once that has come. */
export function useDrape(fitting: string | null, size: string | null, finely: boolean) {
  const ask = (detail: 'quick' | 'fine', enabled: boolean) => ({
    queryKey: keyOf(SIZE, fitting, size, detail),
    enabled: enabled && fitting !== null && size !== null,
    ...FORGOTTEN,
    queryFn: ({ signal }: { signal: AbortSignal }) => {
      const fetched = () => get(SIZE, { path: { fitting_id: fitting!, size: size! }, query: { detail }, signal })
      return detail === 'fine' ? inTurn(fetched) : fetched()
    },
  })
  const quick = useQuery(ask('quick', true))
  const fine = useQuery(ask('fine', finely && quick.isSuccess))
  return { drape: fine.data ?? quick.data, isFine: fine.isSuccess, error: quick.error, again: () => void quick.refetch() }
}

let turn: Promise<unknown> = Promise.resolve()

/** One after the other: three fine drapes at once would each take three times as long. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}

/** Where a size of a fitting is as a GLB in its own cloth. */
export function drapeFile(fitting: string, size: string, detail: 'quick' | 'fine'): string {
  return addressOf(GLB, { fitting_id: fitting, size }, { detail })
}

/** Where the server's picture of a size is: for those whose browser shows no 3D. */
export function drapePicture(fitting: string, size: string, view: Side, heat: Heat): string {
  return addressOf(PICTURE, { fitting_id: fitting, size }, { view, heat, detail: 'quick' })
}
