/** The wearables room as React sees it: recordings, models, sites on the body, energy, simulated devices. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { addressOf, get, post, put, request } from './client'
import { asApiError, type ApiError } from './error'
import { eventsOf } from './events'
import { keyOf } from './queries'
import type { WearableEnergyGiven, WearableSpanGiven } from './schema'

const SETS = '/api/v1/wearables/sets'
const SET = '/api/v1/wearables/sets/{name}'
const RECORDING = '/api/v1/wearables/sets/{name}/recordings/{recording}'
const CALLS = '/api/v1/wearables/sets/{name}/recordings/{recording}/calls'
const WHY = '/api/v1/wearables/sets/{name}/recordings/{recording}/why'
const LABELS = '/api/v1/wearables/sets/{name}/recordings/{recording}/labels'
const STREAM = '/api/v1/wearables/sets/{name}/recordings/{recording}/stream'
const MODELS = '/api/v1/wearables/models'
const FORMATS = '/api/v1/wearables/formats'
const PLACEMENT = '/api/v1/wearables/placement'
const BODY = '/api/v1/wearables/placement/body'
const ENERGY = '/api/v1/wearables/energy'
const DEVICES = '/api/v1/wearables/devices'
/** As many parts of time as a wide screen has pixels for. */
const POINTS = 900
const FOREVER = Infinity

export interface OneRecording {
  name: string
  recording: string
}

export const useWearableSets = () => useQuery({ queryKey: keyOf(SETS), queryFn: ({ signal }) => get(SETS, { signal }) })

export function useWearableSet(name: string) {
  return useQuery({ queryKey: keyOf(SET, name), enabled: name !== '', queryFn: ({ signal }) => get(SET, { path: { name }, signal }) })
}

/** A recording whole: its labels, its faults, and curves as far as a screen shows them. */
export function useRecording(path: OneRecording) {
  return useQuery({ queryKey: keyOf(RECORDING, path), enabled: path.recording !== '', queryFn: ({ signal }) => get(RECORDING, { path, query: { points: POINTS }, signal }) })
}

/** Curves of a part of it, as fine as a screen shows; null: the whole is enough. The last part stands until the next is here. */
export function useCloser(path: OneRecording, part: readonly [number, number] | null) {
  return useQuery({
    queryKey: keyOf(RECORDING, path, part),
    enabled: part !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get(RECORDING, { path, query: { points: POINTS, start: part![0], end: part![1] }, signal }),
  })
}

/** Puts labels right: all corrections of the recording, in place of those before. */
export function useCorrectLabels(path: OneRecording) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (spans: readonly WearableSpanGiven[]) => put(LABELS, { path, body: { spans: [...spans] } }),
    onSuccess: () =>
      // Other recordings are as they were; the set says which were put right, the calls say what was right.
      Promise.all([RECORDING, CALLS].map((each) => queryClient.invalidateQueries({ queryKey: [each, path] })).concat(queryClient.invalidateQueries({ queryKey: keyOf(SET, path.name) }))),
  })
}

export function useCalls(path: OneRecording, model: string) {
  return useQuery({ queryKey: keyOf(CALLS, path, model), enabled: model !== '', retry: false, queryFn: ({ signal }) => get(CALLS, { path, query: { model }, signal }) })
}

export function useWhy(path: OneRecording, model: string, at: number | null) {
  return useQuery({ queryKey: keyOf(WHY, path, model, at), enabled: model !== '' && at !== null, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(WHY, { path, query: { model, at: at! }, signal }) })
}

export const useWearableModels = () => useQuery({ queryKey: keyOf(MODELS), queryFn: ({ signal }) => get(MODELS, { signal }) })

export function useFormats(model: string) {
  return useQuery({ queryKey: keyOf(FORMATS, model), enabled: model !== '', staleTime: FOREVER, queryFn: ({ signal }) => get(FORMATS, { query: { model }, signal }) })
}

/** Where a model lies as a ZIP. */
export type WearableForm = 'onnx' | 'tflite' | 'c'
export const exportOf = (model: string, form: WearableForm) => addressOf('/api/v1/wearables/export', undefined, { model, form })

export const usePersonalise = () =>
  useMutation({ meta: { quiet: true }, mutationFn: (body: { model: string; set: string; subject: string; minutes: number }) => post('/api/v1/wearables/personalise', { body }) })

/** Keeps it under a name; the list of models has it then. */
export function useKeepPersonal() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (body: { model: string; set: string; subject: string; minutes: number; name: string }) => post('/api/v1/wearables/personal-models', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(MODELS) }),
  })
}

export interface Placing {
  garment: string
  sensors: number
  cost_eur?: number
  washes?: number
}

/** The best sites within limits; it takes seconds, and stays. */
export function usePlacement(wanted: Placing) {
  return useQuery({ queryKey: keyOf(PLACEMENT, wanted), enabled: wanted.garment !== '', retry: false, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(PLACEMENT, { query: { ...wanted }, signal }) })
}

export function useSensorBody(garment: string) {
  return useQuery({ queryKey: keyOf(BODY, garment), enabled: garment !== '', retry: false, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(BODY, { query: { garment }, signal }) })
}

export function useEnergy(given: WearableEnergyGiven) {
  return useQuery({ queryKey: [ENERGY, given], retry: false, staleTime: FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(ENERGY, { body: given, signal }) })
}

export const useFleet = () => useQuery({ queryKey: keyOf(DEVICES), queryFn: ({ signal }) => get(DEVICES, { signal }) })

/** Signs a model and hands it to a simulated device. */
export function useSendModel() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ device, model }: { device: string; model: string }) => post('/api/v1/wearables/devices/{name}/install', { path: { name: device }, body: { model } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(DEVICES) }),
  })
}

export function useTakeBack() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (device: string) => post('/api/v1/wearables/devices/{name}/rollback', { path: { name: device } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: keyOf(DEVICES) }),
  })
}

/** What a simulated device tells at one second; events have no place in the schema. */
export interface WearableMoment {
  source: 'simulated'
  at_s: number
  /** When so much has been seen that it can be told. */
  told_at_s: number
  label: string
  confidence: number
  /** Too doubtful to be believed. */
  is_unknown: boolean
  true_label: string
}

export type Playing = 'idle' | 'waiting' | 'playing' | 'over'

/** A recording played as a simulated device would tell it, a moment at a time, until it ends or is stopped. */
export function usePlay() {
  const [moments, setMoments] = useState<readonly WearableMoment[]>([])
  const [state, setState] = useState<Playing>('idle')
  const [error, setError] = useState<ApiError | null>(null)
  const running = useRef<AbortController>(null)
  const stop = useCallback(() => {
    running.current?.abort()
    setState((before) => (before === 'playing' || before === 'waiting' ? 'over' : before))
  }, [])
  useEffect(() => () => running.current?.abort(), [])
  const play = useCallback(async (path: OneRecording, model: string, speed: number) => {
    running.current?.abort()
    const own = new AbortController()
    running.current = own
    setMoments([])
    setError(null)
    setState('waiting')
    try {
      const address = addressOf(STREAM, { ...path }, { model, speed })
      const answer = await request(address, { headers: { Accept: 'text/event-stream' }, signal: own.signal })
      for await (const event of eventsOf(answer)) {
        if (own.signal.aborted) return
        if (event.name !== 'moment') continue
        setState('playing')
        const moment = JSON.parse(event.data) as WearableMoment
        setMoments((before) => [...before, moment])
      }
      setState('over')
    } catch (cause) {
      if (own.signal.aborted) return
      setError(asApiError(cause))
      setState('over')
    }
  }, [])
  return { moments, state, error, play, stop }
}
