/** Passports as React sees them: issued, checked, taken back; bundles are checked byte by byte as they are. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, get, post, request } from './client'
import { keyOf, usePages } from './queries'
import type { PassportVerdict, StatementTaken } from './schema'

const PASSPORTS = '/api/v1/passports'
const ONE = '/api/v1/passports/{passport_id}'
const CONTENT = '/api/v1/passports/{passport_id}/content'
const ANCHORS = '/api/v1/passports/anchors'
const LOG = '/api/v1/passports/log'
const SUSPICIONS = '/api/v1/passports/suspicions'
const SIGNERS = '/api/v1/passports/signers'
const STATEMENTS = '/api/v1/passports/statements'
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

/** Suppliers who may sign what passports say. */
export function usePassportSigners() {
  return useQuery({ queryKey: keyOf(SIGNERS), queryFn: ({ signal }) => get(SIGNERS, { signal }) })
}

export function useNameSigner() {
  const renew = useRenewed()
  return useMutation({ meta: { quiet: true }, mutationFn: (given: { did: string; name: string; key: string }) => post(SIGNERS, { body: { ...given, tiers: [] } }), onSettled: renew })
}

/** A supplier may not sign any more; what it signed counts as merely stated. */
export function useEndSigner() {
  const renew = useRenewed()
  return useMutation({ meta: { quiet: true }, mutationFn: (did: string) => post('/api/v1/passports/signers/end', { body: { did } }), onSettled: renew })
}

/** What suppliers signed of a garment. */
export function useStatements(garment: string) {
  return useQuery({ queryKey: keyOf(STATEMENTS, garment), queryFn: ({ signal }) => get(STATEMENTS, { query: { garment }, signal }) })
}

/** Takes a signed statement in, byte by byte as its signer wrote it. */
export function useTakeStatement() {
  const renew = useRenewed()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ garment, file }: { garment: string; file: File }) => {
      const answer = await request(addressOf(STATEMENTS, undefined, { garment }), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: file })
      return answer.json() as Promise<StatementTaken>
    },
    onSettled: renew,
  })
}

export function useWithdrawStatement() {
  const renew = useRenewed()
  return useMutation({ meta: { quiet: true }, mutationFn: ({ sha256, garment }: { sha256: string; garment: string }) => post('/api/v1/passports/statements/{sha256}/withdraw', { path: { sha256 }, query: { garment } }), onSettled: renew })
}

/** Where everybody finds a passport's bundle, and the page that checks it. */
export const labelSheetsOf = (garment: string, paper: string, skip: number) => addressOf('/api/v1/passports/labels.pdf', undefined, { garment, paper, skip })
export const bundleOf = (id: string) => `/passports/${id}`
export const checkPageOf = (id: string, language: string) => `/verify?passport=${id}&lang=${language}`

function useRenewed() {
  const queryClient = useQueryClient()
  return () => Promise.all([PASSPORTS, ONE, CONTENT, LOG, SIGNERS, STATEMENTS, VERIFY].map((path) => queryClient.invalidateQueries({ queryKey: [path] })))
}
