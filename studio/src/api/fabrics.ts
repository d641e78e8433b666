/** Cloths of the fabric lab as React sees them: kept, predicted from what is typed, worn, searched for. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, post, put, remove, request } from './client'
import { addressOfBlob } from './design'
import { keyOf } from './queries'
import type { FabricChoice, Function as FabricFunction, FabricFootprint, FabricGiven, FabricGoals, FabricSheet, MeasuredFabricsGiven } from './schema'

const KEPT = '/api/v1/fabrics'
const ONE = '/api/v1/fabrics/{id}'
const SHEET = '/api/v1/fabrics/{id}/sheet'
const PREDICT = '/api/v1/fabrics/predict'
const FOOTPRINT = '/api/v1/fabrics/footprint'
const DRAW = '/api/v1/fabrics/draw'
const RENDER = '/api/v1/fabrics/render'
const PUBLISHED = '/api/v1/fabrics/measured/published'
const COMFORT = '/api/v1/fabrics/comfort'
const FUNCTION = '/api/v1/fabrics/functions/{function}'
const WORN = '/api/v1/fabrics/comforts/{id}'
const SEARCHES = '/api/v1/fabric-searches'
const FRONT = '/api/v1/fabric-searches/{id}'
const MEMBER = '/api/v1/fabric-searches/{id}/members/{number}'
const TASTE = '/api/v1/fabric-searches/{id}/taste'
/** What is predicted of a cloth never changes. */
const FOREVER = Infinity

export const useFabrics = () => useQuery({ queryKey: keyOf(KEPT), queryFn: ({ signal }) => get(KEPT, { signal }) })

export function useFabric(id: string) {
  return useQuery({ queryKey: keyOf(ONE, id), enabled: id !== '', queryFn: ({ signal }) => get(ONE, { path: { id }, signal }) })
}

/** What follows from a cloth that is typed; while the next answer is on its way the last one stands. */
export function useFabricSheet(given: FabricGiven) {
  return useQuery<FabricSheet>({ queryKey: [PREDICT, given], retry: false, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(PREDICT, { body: given, signal }) })
}

const sheetOf = (id: string) => ({ queryKey: keyOf(SHEET, id), queryFn: ({ signal }: { signal: AbortSignal }) => get(SHEET, { path: { id }, signal }) })

/** What follows from kept cloths, each by itself. */
export const useFabricSheets = (ids: readonly string[]) => useQueries({ queries: ids.map(sheetOf) })
export const useKeptSheet = (id: string) => useQuery({ ...sheetOf(id), enabled: id !== '' })

/** What a cloth costs the environment; empty for the range of all countries' electricity. */
export function useFabricFootprint(given: FabricGiven, country: string) {
  return useQuery<FabricFootprint>({ queryKey: [FOOTPRINT, given, country], retry: false, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(FOOTPRINT, { body: given, query: { country }, signal }) })
}

/** A cloth's face to scale, as an address that an image takes. */
export function useFabricDrawing(given: FabricGiven) {
  return useQuery({
    queryKey: [DRAW, given],
    retry: false,
    staleTime: FOREVER,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const drawn = await request(DRAW, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(given), signal })
      return `data:image/svg+xml,${encodeURIComponent(await drawn.text())}`
    },
  })
}

export type FabricView = 'near' | 'draped'

/** A cloth as its construction makes it look, which takes seconds: asked for by a person. */
export function useFabricRender(given: FabricGiven, view: FabricView | null, colour: string, weft: string) {
  return useQuery({
    queryKey: [RENDER, given, view, colour, weft],
    enabled: view !== null,
    retry: false,
    staleTime: FOREVER,
    placeholderData: (before: string | undefined, query) => (query?.queryKey[2] === view ? before : undefined),
    queryFn: async ({ signal }) =>
      addressOfBlob(
        await (
          await request(addressOf(RENDER, {}, { view: view ?? 'near', colour, weft }), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(given), signal })
        ).blob(),
      ),
  })
}

/** Every property beside the measured cloths that are shipped. */
export const useFabricValidation = () => useQuery({ queryKey: keyOf(PUBLISHED), staleTime: FOREVER, queryFn: ({ signal }) => get(PUBLISHED, { signal }) })

export function useKeepFabric() {
  const renew = useRenewed(KEPT)
  return useMutation({ meta: { quiet: true }, mutationFn: ({ id, given }: { id: string; given: FabricGiven }) => put(ONE, { path: { id }, body: given }), onSettled: renew })
}

export function useForgetFabric() {
  const renew = useRenewed(KEPT)
  return useMutation({ mutationFn: (id: string) => remove(ONE, { path: { id } }), onSettled: renew })
}

/** Makes it the shop's fabric of its id, as passports read it. */
export const useSendFabric = () => useMutation({ mutationFn: (id: string) => post('/api/v1/fabrics/{id}/send', { path: { id } }) })

/** What was measured, beside what is predicted. */
export const useHoldFabrics = () => useMutation({ meta: { quiet: true }, mutationFn: (given: MeasuredFabricsGiven) => post('/api/v1/fabrics/hold', { body: given }) })

/** Cloths worn through a scenario, which takes seconds each: asked for by a person. */
export function useFabricComforts(asked: readonly { spec: FabricGiven; scenario: Record<string, unknown> }[]) {
  return useQueries({
    queries: asked.map((body) => ({ queryKey: [COMFORT, body], retry: false, staleTime: FOREVER, queryFn: ({ signal }: { signal: AbortSignal }) => post(COMFORT, { body: { ...body, spec: { ...body.spec } }, signal }) })),
  })
}

/** What a cloth that melts, opens or wears out does. */
export function useFabricFunction(which: 'phase-change' | 'adapt' | 'ageing', given: FabricGiven, asked: Record<string, unknown>) {
  const spec = which === 'ageing' ? null : { ...given }
  return useQuery<FabricFunction>({ queryKey: [FUNCTION, which, spec, asked], retry: false, staleTime: FOREVER, queryFn: ({ signal }) => post(FUNCTION, { path: { function: which }, body: { spec, asked }, signal }) })
}

/** Wears a cloth through a long scenario: a job. */
export const useWearFabric = () => useMutation({ meta: { quiet: true }, mutationFn: ({ spec, scenario }: { spec: FabricGiven; scenario: Record<string, unknown> }) => post('/api/v1/fabrics/comforts', { body: { spec: { ...spec }, scenario, drape: false } }) })

/** What came of such a job. */
export const useFabricWorn = (id: string) => useQuery({ queryKey: keyOf(WORN, id), enabled: id !== '', staleTime: FOREVER, queryFn: ({ signal }) => get(WORN, { path: { id }, signal }) })

/** What a segment's reviews ask of cloth; the file is not kept. */
export const useFabricWishes = () =>
  useMutation({
    meta: { quiet: true },
    mutationFn: ({ file, segment }: { file: File; segment: string }) => {
      const body = new FormData()
      body.append('file', file)
      return post('/api/v1/fabric-searches/wishes', { query: { segment }, body })
    },
  })

export const useFabricSearches = () => useQuery({ queryKey: keyOf(SEARCHES), queryFn: ({ signal }) => get(SEARCHES, { signal }) })

export function useFabricFront(id: string) {
  return useQuery({ queryKey: keyOf(FRONT, id), enabled: id !== '', queryFn: ({ signal }) => get(FRONT, { path: { id }, signal }) })
}

export function useFabricMember(id: string, number: number | null) {
  return useQuery({ queryKey: keyOf(MEMBER, id, number), enabled: number !== null, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(MEMBER, { path: { id, number: number! }, signal }) })
}

export function useFabricTaste(id: string) {
  return useQuery({ queryKey: keyOf(TASTE, id), queryFn: ({ signal }) => get(TASTE, { path: { id }, signal }) })
}

/** Which of two one would rather weave; the answer is the taste from then on. */
export function useChooseFabric(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (choice: FabricChoice) => post('/api/v1/fabric-searches/{id}/choices', { path: { id }, body: choice }),
    onSuccess: (taste) => queryClient.setQueryData(keyOf(TASTE, id), taste),
  })
}

/** Begins a search and sets it going; the job is the answer. */
export function useSearchFabrics() {
  const renew = useRenewed(SEARCHES)
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ id, goals, evaluations }: { id: string; goals: FabricGoals | null; evaluations: number }) => {
      if (goals) await put(FRONT, { path: { id }, body: goals })
      return post('/api/v1/fabric-searches/{id}/runs', { path: { id }, body: { evaluations } })
    },
    onSettled: renew,
  })
}

/** What a sample's measurements tell; the front is corrected by them. */
export function useFabricSample(id: string) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (measured: { member: number; measured: Record<string, Record<string, number | string>> }) => post('/api/v1/fabric-searches/{id}/samples', { path: { id }, body: { ...measured, made: {} } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(FRONT, id) }),
  })
}

function useRenewed(path: string) {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(path) })
}
