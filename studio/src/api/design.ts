/** The design desk as React sees it: wishes read, designs kept, prints made and worn, concepts, the mood board. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, post, remove, request } from './client'
import { keyOf } from './queries'
import type { BriefWanted, ColourwaysWanted, DesignWanted, MotifSpec, WornWanted, WovenSpec } from './schema'
import type { Query } from './types'

const BRIEFS = '/api/v1/design/briefs'
const DESIGNS = '/api/v1/design/designs'
const DESIGN = '/api/v1/design/designs/{design_id}'
const PRINTS = '/api/v1/design/prints'
const FACTS = '/api/v1/design/prints/facts'
const WORN = '/api/v1/design/prints/worn'
const MOTIFS = '/api/v1/design/motifs'
const PALETTE_FACTS = '/api/v1/design/palettes/facts'
const COLOURWAYS = '/api/v1/design/colourways'
const GENERATORS = '/api/v1/design/generators'
const CONCEPTS = '/api/v1/design/concepts'
const DIRECTIONS = '/api/v1/design/concepts/directions'
const BOARD = '/api/v1/design/board'
const BOARD_PALETTE = '/api/v1/design/board/palette'
const PINNED = '/api/v1/design/board/pictures/{picture_id}'
/** The same question has the same answer for ever. */
const FOREVER = { staleTime: Infinity, refetchOnWindowFocus: false, retry: false } as const

export type PrintSpec = MotifSpec | WovenSpec
export type PackForm = 'pdf' | 'zip' | 'json' | 'svg'
export type ConceptWish = Query<typeof CONCEPTS>

/** What a wish says; while the next answer is on its way the last one stands. */
export function useSpec(wanted: BriefWanted | null) {
  return useQuery({ queryKey: [BRIEFS, wanted], enabled: wanted !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(BRIEFS, { body: wanted!, signal }) })
}

export const useDesigns = () => useQuery({ queryKey: keyOf(DESIGNS), queryFn: ({ signal }) => get(DESIGNS, { signal }) })

export function useDesign(id: string) {
  return useQuery({ queryKey: keyOf(DESIGN, id), enabled: id !== '', retry: false, queryFn: ({ signal }) => get(DESIGN, { path: { design_id: id }, signal }) })
}

export function useKeepDesign() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: (wanted: DesignWanted) => post(DESIGNS, { body: wanted }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(DESIGNS) }),
  })
}

export interface PictureWanted {
  file: File
  parent: string
  chart: string
  size: string
}

/** A picture read into a design that is kept; the picture is not. */
export function useReadPicture() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ file, ...query }: PictureWanted) => post('/api/v1/design/pictures', { query, body: formOf(file) }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(DESIGNS) }),
  })
}

export const designPack = (id: string, form: PackForm) => addressOf('/api/v1/design/designs/{design_id}/techpack.{form}', { design_id: id, form })
export const garmentPack = (id: string, form: PackForm) => addressOf('/api/v1/garments/{garment_id}/techpack.{form}', { garment_id: id, form })

/** A file that takes seconds to be made: fetched, so that a refusal can be told. */
export async function madeFile(address: string, signal?: AbortSignal): Promise<Blob> {
  return (await request(address, { headers: { Accept: '*/*' }, ...(signal ? { signal } : {}) })).blob()
}

/** A garment's flats as an address that an image takes. */
export function useFlats(id: string) {
  const address = garmentPack(id, 'svg')
  return useQuery({ queryKey: [address], staleTime: 60_000, retry: false, queryFn: async ({ signal }) => addressOfBlob(await madeFile(address, signal)) })
}

const sent = (body: unknown, signal?: AbortSignal): RequestInit => ({ method: 'POST', headers: { 'Content-Type': 'application/json', Accept: '*/*' }, body: JSON.stringify(body), ...(signal ? { signal } : {}) })

/** One repeat of a print as a file. */
export async function printFile(spec: PrintSpec, form: 'png' | 'svg', signal?: AbortSignal): Promise<Blob> {
  return (await request(addressOf(PRINTS, {}, { form }), sent(spec, signal))).blob()
}

/** One repeat of a print as an address that an image takes. */
export function usePrintPicture(spec: PrintSpec | null) {
  return useQuery({ queryKey: [PRINTS, spec], enabled: spec !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: async ({ signal }) => addressOfBlob(await printFile(spec!, 'png', signal)) })
}

export function usePrintFacts(spec: PrintSpec | null) {
  return useQuery({ queryKey: [FACTS, spec], enabled: spec !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(FACTS, { body: spec!, signal }) })
}

export const useMotifs = () => useQuery({ queryKey: keyOf(MOTIFS), ...FOREVER, queryFn: ({ signal }) => get(MOTIFS, { signal }) })

export function usePaletteFacts(palette: readonly string[]) {
  return useQuery({ queryKey: [PALETTE_FACTS, palette], ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(PALETTE_FACTS, { body: { palette: [...palette] }, signal }) })
}

export function useColourways(wanted: ColourwaysWanted | null) {
  return useQuery({ queryKey: [COLOURWAYS, wanted], enabled: wanted !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => post(COLOURWAYS, { body: wanted!, signal }) })
}

/** A garment photographed in a print, which takes seconds: asked for by a person. */
export function useWorn(wanted: WornWanted | null) {
  return useQuery({ queryKey: [WORN, wanted], enabled: wanted !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: async ({ signal }) => addressOfBlob(await (await request(WORN, sent(wanted, signal))).blob()) })
}

export const useGenerators = () => useQuery({ queryKey: keyOf(GENERATORS), queryFn: ({ signal }) => get(GENERATORS, { signal }) })

export function useConcepts(wish: ConceptWish | null) {
  return useQuery({ queryKey: [CONCEPTS, wish], enabled: wish !== null, ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(CONCEPTS, { query: wish!, signal }) })
}

/** Reckoned when first asked for, which takes seconds. */
export function useDirections(model: string, category: string | null) {
  return useQuery({ queryKey: [DIRECTIONS, model, category], enabled: category !== null, ...FOREVER, queryFn: ({ signal }) => get(DIRECTIONS, { query: { model, category: category ?? '' }, signal }) })
}

export function useResemblance(model: string) {
  return useMutation({
    meta: { quiet: true },
    mutationFn: (file: File) => post('/api/v1/design/concepts/resemblance', { query: { model }, body: formOf(file) }),
  })
}

export const useBoard = () => useQuery({ queryKey: keyOf(BOARD), queryFn: ({ signal }) => get(BOARD, { signal }) })

export function useBoardPalette(pictures: readonly string[], n: number, enabled: boolean) {
  return useQuery({ queryKey: keyOf(BOARD_PALETTE, pictures.join(' '), n), enabled, ...FOREVER, placeholderData: keepPreviousData, queryFn: ({ signal }) => get(BOARD_PALETTE, { query: { picture: [...pictures], n }, signal }) })
}

export function usePin() {
  const renew = useRenewedBoard()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) await post('/api/v1/design/board/pictures', { body: formOf(file) })
    },
    onSettled: renew,
  })
}

export function useUnpin() {
  const renew = useRenewedBoard()
  return useMutation({ mutationFn: (id: string) => remove(PINNED, { path: { picture_id: id } }), onSettled: renew })
}

function useRenewedBoard() {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(BOARD) })
}

function formOf(file: File): FormData {
  const form = new FormData()
  form.append('file', file)
  return form
}

/** What a blob holds as an address that needs no taking back. */
export function addressOfBlob(blob: Blob): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(String(reader.result))
    reader.onerror = () => fail(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(blob)
  })
}
