/** Journeys, items, places and devices as React sees them; documents are captured as the file says them, byte by byte. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, newKey, post, request } from './client'
import { keyOf, usePages } from './queries'

const JOURNEY = '/api/v1/supply/journey'
const ITEMS = '/api/v1/supply/items'
const CONTENTS = '/api/v1/supply/contents'
const PLACES = '/api/v1/supply/places'
const LABEL = '/api/v1/supply/label'
const DEVICES = '/api/v1/devices'
const EVENTS = '/api/v1/epcis/events'
const ALARMS = '/api/v1/supply/alarms'
const ARRIVALS = '/api/v1/supply/arrivals'
const CAPTURE = '/api/v1/epcis/capture'
/** Devices are looked at again while the page is; a page out of sight asks nothing. */
const LOOK_AGAIN_MS = 10_000
/** Newest messages whose values are shown beside their devices. */
const MESSAGES = 120

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
  return useQuery({ queryKey: keyOf(JOURNEY, item), enabled: item !== '', queryFn: ({ signal }) => get(JOURNEY, { query: { item }, signal }) })
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

/** Says that an alarm was seen, or takes it back. */
export function useAcknowledge() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ id, seen, note }: { id: string; seen: boolean; note: string }) => post('/api/v1/supply/alarms/{id}/acknowledge', { path: { id }, body: { seen, note } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [ALARMS] }),
  })
}

/** How long ways take, and what is on them. */
export function useArrivals() {
  return useQuery({ queryKey: keyOf(ARRIVALS), staleTime: 60_000, queryFn: ({ signal }) => get(ARRIVALS, { signal }) })
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
