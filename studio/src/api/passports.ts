/** Passports as React sees them: issued, checked, taken back; bundles are checked byte by byte as they are. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, post, request } from './client'
import { keyOf, usePages } from './queries'
import type { PassportVerdict } from './schema'

const PASSPORTS = '/api/v1/passports'
const ONE = '/api/v1/passports/{passport_id}'
const CONTENT = '/api/v1/passports/{passport_id}/content'
const ANCHORS = '/api/v1/passports/anchors'
const LOG = '/api/v1/passports/log'
const SUSPICIONS = '/api/v1/passports/suspicions'
const VERIFY = '/api/v1/passports/verify'

export type PassportState = 'issued' | 'replaced' | 'revoked'

/** The passports of items; those that were replaced only where they are asked for. */
export const usePassports = (garment: string, status: PassportState | '' = '') => usePages(PASSPORTS, { query: { garment, status } })

export function usePassport(id: string) {
  return useQuery({ queryKey: keyOf(ONE, id), enabled: id !== '', queryFn: ({ signal }) => get(ONE, { path: { passport_id: id }, signal }) })
}

/** What a passport says now, and what is missing of which tier of suppliers. */
export function usePassportContent(id: string) {
  return useQuery({ queryKey: keyOf(CONTENT, id), queryFn: ({ signal }) => get(CONTENT, { path: { passport_id: id }, signal }) })
}

export function usePassportAnchors() {
  return useQuery({ queryKey: keyOf(ANCHORS), queryFn: ({ signal }) => get(ANCHORS, { signal }) })
}

export function usePassportLog() {
  return useQuery({ queryKey: keyOf(LOG), queryFn: ({ signal }) => get(LOG, { signal }) })
}

/** Items and suppliers whose scans and records are unlike their peers'. */
export function useSuspicions() {
  return useQuery({ queryKey: keyOf(SUSPICIONS), queryFn: ({ signal }) => get(SUSPICIONS, { signal }) })
}

/** Issues passports for every known item of a garment. */
export function useIssuePassports() {
  const renew = useRenewed()
  return useMutation({ mutationFn: (garment: string) => post(PASSPORTS, { body: { garment, items: [] } }), onSettled: renew })
}

/** Takes a passport back, for good. */
export function useRevokePassport() {
  const renew = useRenewed()
  return useMutation({ mutationFn: ({ id, reason }: { id: string; reason: string }) => post('/api/v1/passports/{passport_id}/revoke', { path: { passport_id: id }, body: { reason } }), onSettled: renew })
}

/** What the checks say of a bundle's bytes. */
async function verdictOf(body: Blob, signal?: AbortSignal): Promise<PassportVerdict> {
  const headers = { 'Content-Type': 'application/json' }
  return (await request(VERIFY, { method: 'POST', headers, body, signal: signal ?? null })).json() as Promise<PassportVerdict>
}

export const useVerifyFile = () => useMutation({ meta: { quiet: true }, mutationFn: (file: File) => verdictOf(file) })

/** The verdict on a passport's own bundle, as the house serves it to everybody. */
export function useVerdict(id: string) {
  return useQuery({
    queryKey: [VERIFY, id],
    queryFn: async ({ signal }) => verdictOf(await (await request(bundleOf(id), { signal })).blob(), signal),
  })
}

/** Where everybody finds a passport's bundle, and the page that checks it. */
export const labelSheetsOf = (garment: string) => addressOf('/api/v1/passports/labels.pdf', undefined, { garment })
export const bundleOf = (id: string) => `/passports/${id}`
export const checkPageOf = (id: string, language: string) => `/verify?passport=${id}&lang=${language}`

function useRenewed() {
  const queryClient = useQueryClient()
  return () => Promise.all([PASSPORTS, ONE, LOG, VERIFY].map((path) => queryClient.invalidateQueries({ queryKey: [path] })))
}
