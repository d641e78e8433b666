/** Journeys, items, places and devices as React sees them; documents are captured as the file says them, byte by byte. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, newKey, post, put, request } from './client'
import { keyOf, usePages } from './queries'
import type { SupplyLimitGiven, SupplySettingAsked } from './schema'

const JOURNEY = '/api/v1/supply/journey'
const ITEMS = '/api/v1/supply/items'
const CONTENTS = '/api/v1/supply/contents'
const PLACES = '/api/v1/supply/places'
const LABEL = '/api/v1/supply/label'
const DEVICES = '/api/v1/devices'
const EVENTS = '/api/v1/epcis/events'
const ALARMS = '/api/v1/supply/alarms'
const ARRIVALS = '/api/v1/supply/arrivals'
const HEALTH = '/api/v1/supply/health'
const FOOTPRINT = '/api/v1/supply/footprint'
const CONTROL = '/api/v1/supply/control'
const LIMITS = '/api/v1/supply/limits'
const SERIES = '/api/v1/supply/devices/{id}/series'
const ASIDE = '/api/v1/devices/aside'
const CAPTURE = '/api/v1/epcis/capture'
/** Devices are looked at again while the page is; a page out of sight asks nothing. */
const LOOK_AGAIN_MS = 10_000
/** Newest messages whose values are shown beside their devices. */
const MESSAGES = 120

/** Points of a curve on an item's way: as many as are seen. */
const POINTS = 32
/** Points of a curve that is looked at closer. */
const CLOSER = 240

/** One moment of a device's message, as EPCIS writes it. */
export interface SensorElement {
  sensorMetadata?: { time?: string; deviceID?: string }
  sensorReport?: { type?: string; component?: string; value?: number; uom?: string }[]
}

/** What became of a document: events that were new, known before, and refused, with the first 100 reasons. */
export interface Captured {
  captureID: string
  success: boolean
  added: number
  known: number
  refused: number
  errors: { type: string; title: string; detail: string }[]
}

/** Where an item, or a box, has been. */
export function useJourney(item: string) {
  return useQuery({ queryKey: keyOf(JOURNEY, item), enabled: item !== '', queryFn: ({ signal }) => get(JOURNEY, { query: { item, points: POINTS }, signal }) })
}

/** The known items of a garment. */
export const useKnownItems = (garment: string) => usePages(ITEMS, { query: { garment } })

/** What is in a box now. */
export function useContents(box: string) {
  return useQuery({ queryKey: keyOf(CONTENTS, box), queryFn: ({ signal }) => get(CONTENTS, { query: { item: box }, signal }) })
}

export function useSupplyPlaces() {
  return useQuery({ queryKey: keyOf(PLACES), staleTime: 5 * 60_000, queryFn: ({ signal }) => get(PLACES, { signal }) })
}

export function useDevices() {
  return useQuery({ queryKey: keyOf(DEVICES), refetchInterval: LOOK_AGAIN_MS, queryFn: ({ signal }) => get(DEVICES, { signal }) })
}

/** Alarms: those that last, or the newest of all. */
export function useAlarms(isOver: boolean) {
  return useQuery({ queryKey: keyOf(ALARMS, String(isOver)), refetchInterval: LOOK_AGAIN_MS, queryFn: ({ signal }) => get(ALARMS, { query: isOver ? { limit: 100 } : { lasting: true }, signal }) })
}

/** Says that alarms were seen, or takes it back. */
export function useAcknowledge() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ ids, seen, note }: { ids: readonly string[]; seen: boolean; note: string }) => Promise.all(ids.map((id) => post('/api/v1/supply/alarms/{id}/acknowledge', { path: { id }, body: { seen, note } }))),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [ALARMS] }),
  })
}

/** How long ways take, and what is on them. */
export function useArrivals() {
  return useQuery({ queryKey: keyOf(ARRIVALS), staleTime: 60_000, queryFn: ({ signal }) => get(ARRIVALS, { signal }) })
}

/** How machines are, the worst first. */
export function useHealth() {
  return useQuery({ queryKey: keyOf(HEALTH), staleTime: 60_000, queryFn: ({ signal }) => get(HEALTH, { signal }) })
}

/** What orders took; carbon by the factor that is given, or by the range of all power. */
export function useFootprint(factor: number | null) {
  return useQuery({ queryKey: keyOf(FOOTPRINT, String(factor)), staleTime: 60_000, queryFn: ({ signal }) => get(FOOTPRINT, { query: factor === null ? {} : { kg_a_kwh: factor }, signal }) })
}

/** A curve by the hour, with what is normal. */
export function useSeries(id: string, quantity: string, since: number, until: number) {
  return useQuery({ queryKey: keyOf(SERIES, id, quantity, String(since), String(until)), queryFn: ({ signal }) => get(SERIES, { path: { id }, query: { quantity, since, until, points: CLOSER }, signal }) })
}

/** Settings of devices, the newest first. */
export function useSettingsOfDevices() {
  return useQuery({ queryKey: keyOf(CONTROL), refetchInterval: LOOK_AGAIN_MS, queryFn: ({ signal }) => get(CONTROL, { signal }) })
}

export function useProposal() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: SupplySettingAsked) => post(CONTROL, { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [CONTROL] }),
  })
}

/** Sets what was proposed, leaves it, or takes it back. */
export function useSettingDecision() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, verb, note }: { id: string; verb: 'approve' | 'refuse' | 'reverse'; note: string }) => post(`/api/v1/supply/control/{id}/${verb}`, { path: { id }, body: { note } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [CONTROL] }),
  })
}

/** The limits that were set. */
export function useLimits() {
  return useQuery({ queryKey: keyOf(LIMITS), queryFn: ({ signal }) => get(LIMITS, { signal }) })
}

/** Sets a limit; without ends it is forgotten. */
export function useLimitGiven() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: SupplyLimitGiven) => put(LIMITS, { body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [LIMITS] }),
  })
}

/** What was set aside, the newest first. */
export function useAsideMessages() {
  return useQuery({ queryKey: keyOf(ASIDE), queryFn: ({ signal }) => get(ASIDE, { query: { limit: 500 }, signal }) })
}

/** One of it, with what came. */
export function useAside(id: number) {
  return useQuery({ queryKey: keyOf('/api/v1/devices/aside/{id_}', String(id)), queryFn: ({ signal }) => get('/api/v1/devices/aside/{id_}', { path: { id_: id }, signal }) })
}

/** What devices read last, the newest message first: all of them, or those at one place. */
export function useReadings(place = '') {
  return useQuery({
    queryKey: keyOf(EVENTS, 'sensor_reporting', place),
    refetchInterval: LOOK_AGAIN_MS,
    queryFn: async ({ signal }) => {
      const answer = await request(addressOf(EVENTS, undefined, { EQ_bizStep: 'sensor_reporting', EQ_readPoint: place, perPage: MESSAGES }), { signal })
      const said = (await answer.json()) as { epcisBody?: { queryResults?: { resultsBody?: { eventList?: { sensorElementList?: SensorElement[] }[] } } } }
      return said.epcisBody?.queryResults?.resultsBody?.eventList?.flatMap((event) => event.sensorElementList ?? []) ?? []
    },
  })
}

/** Captures a document; the server says what became of each of its events. */
export function useCapture() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ file, isLenient }: { file: File; isLenient: boolean }): Promise<Captured> => {
      const headers = {
        'Content-Type': 'application/json',
        'Idempotency-Key': newKey(),
        'GS1-Capture-Error-Behaviour': isLenient ? 'proceed' : 'rollback',
      }
      const taken = await request(CAPTURE, { method: 'POST', headers, body: file })
      return (await request(taken.headers.get('location')!)).json() as Promise<Captured>
    },
    onSettled: () => Promise.all([JOURNEY, ITEMS, CONTENTS].map((path) => queryClient.invalidateQueries({ queryKey: [path] }))),
  })
}

/** The address of an item's label. */
export const labelOf = (item: string, kind: 'svg' | 'png' = 'svg') => addressOf(LABEL, undefined, { item, kind })
