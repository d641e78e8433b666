/** Demand, stock and decisions as React sees them. Making a forecast is a job. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, getTagged, post } from './client'
import { keyOf, usePages } from './queries'
import type { Concern, Plan, PlanDraft, WhatIf } from './schema'

const CONCERNS = '/api/v1/demand'
const STATE = '/api/v1/demand/state'
const WHAT_IF = '/api/v1/demand/what-if'
const GARMENT_DEMAND = '/api/v1/garments/{garment_id}/demand'
const STOCK = '/api/v1/stock'
const PLANS = '/api/v1/plans'
const PLAN = '/api/v1/plans/{plan_id}'

/** What was forecast last, and how much wants a look. */
export function useDemandState() {
  return useQuery({ queryKey: keyOf(STATE), queryFn: ({ signal }) => get(STATE, { signal }) })
}

/** What wants a look, the most money at stake first. */
export function useConcerns(kind: Concern['kind'] | null) {
  return usePages(CONCERNS, { query: kind ? { kind } : {} })
}

/** One garment's sales, forecast and stock. */
export function useGarmentDemand(garment: string) {
  return useQuery({
    queryKey: keyOf(GARMENT_DEMAND, garment),
    retry: false,
    queryFn: ({ signal }) => get(GARMENT_DEMAND, { path: { garment_id: garment }, signal }),
  })
}

/** What another price, promotion or lead time would make of it. */
export function useWhatIf() {
  return useMutation({ meta: { quiet: true }, mutationFn: (wish: WhatIf) => post(WHAT_IF, { body: wish }) })
}

export function useStock() {
  return usePages(STOCK)
}

/** Decisions, the newest first. */
export function usePlans(state: Plan['state'] | null) {
  return usePages(PLANS, { query: state ? { state } : {} })
}

/** One decision with the tag that an approval names. */
export function usePlan(id: string) {
  return useQuery({
    queryKey: keyOf(PLAN, id),
    enabled: id !== '',
    queryFn: ({ signal }) => getTagged(PLAN, { path: { plan_id: id }, signal }),
  })
}

/** Propose a decision; a refusal is shown where it was asked for. */
export function usePropose() {
  const renew = useRenewPlans()
  return useMutation({ meta: { quiet: true }, mutationFn: (draft: PlanDraft) => post(PLANS, { body: draft }), onSettled: renew })
}

/** Approve or refuse what was looked at; where somebody was quicker the server says so. */
export function useDecide() {
  const renew = useRenewPlans()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, etag, verb, note }: { id: string; etag: string; verb: 'approve' | 'refuse'; note: string }) =>
      post(verb === 'approve' ? '/api/v1/plans/{plan_id}/approve' : '/api/v1/plans/{plan_id}/refuse', { path: { plan_id: id }, body: { note }, ifMatch: etag }),
    onSettled: renew,
  })
}

/** Anew after a forecast was made. */
export function useRenewDemand() {
  const queryClient = useQueryClient()
  return () => void Promise.all([CONCERNS, STATE, GARMENT_DEMAND, STOCK].map((path) => queryClient.invalidateQueries({ queryKey: [path] })))
}

function useRenewPlans() {
  const queryClient = useQueryClient()
  return () => Promise.all([PLANS, PLAN].map((path) => queryClient.invalidateQueries({ queryKey: [path] })))
}
