/** Recommendations, the rules above them and experiments as React sees them. Nothing asked here counts as shown to anybody. */
import { keepPreviousData, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post, put, remove } from './client'
import { keyOf } from './queries'
import type { ExperimentDraft, Rule, RuleDraft, Wish } from './schema'

const ASKED = '/api/v1/recommendations'
const STATE = '/api/v1/recommendations/state'
const CUSTOMERS = '/api/v1/recommendations/customers'
const HISTORY = '/api/v1/recommendations/customers/{customer_id}/history'
const WHY = '/api/v1/recommendations/{recommendation_id}/why'
const GARMENT = '/api/v1/garments/{garment_id}'
const RULES = '/api/v1/rules'
const RULE = '/api/v1/rules/{rule_id}'
const EXPERIMENTS = '/api/v1/experiments'
/** So many customers are offered; whoever did nothing lately is searched for. */
const RECENT = 100
const FOUND = 40
/** Under way, experiments gain numbers by themselves. */
const LOOK_AGAIN_MS = 20_000

/** Whom to recommend to, and where. */
export type Asking = Pick<Wish, 'customer' | 'looked' | 'placement' | 'k'>

function wishOf(asking: Asking): Wish {
  return { session: '', garment: '', filters: [], log: false, ...asking }
}

/** What somebody would get; while another answer is on its way the last one stands. */
export function useRecommendation(asking: Asking | null) {
  return useQuery({
    queryKey: keyOf(ASKED, asking),
    enabled: asking !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => post(ASKED, { body: wishOf(asking!), signal }),
  })
}

/** An answer that a visitor was given, by the id that the page had with it. */
export function useGivenAnswer(id: string) {
  return useQuery({
    queryKey: keyOf(WHY, id),
    enabled: id !== '',
    retry: false,
    queryFn: ({ signal }) => get(WHY, { path: { recommendation_id: id }, signal }),
  })
}

/** What somebody gets with the rules as they are, and with these. */
export function useRulePreview(asking: Asking | null, rules: readonly RuleDraft[]) {
  return useQuery({
    queryKey: keyOf(ASKED, 'preview', asking, rules),
    enabled: asking !== null,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => post('/api/v1/recommendations/preview', { body: { ...wishOf(asking!), rules: [...rules] }, signal }),
  })
}

export const useRecommenderState = () => useQuery({ queryKey: keyOf(STATE), queryFn: ({ signal }) => get(STATE, { signal }) })

/** Those who did something last. */
export function useRecentCustomers() {
  return useQuery({ queryKey: keyOf(CUSTOMERS), queryFn: ({ signal }) => get(CUSTOMERS, { query: { limit: RECENT }, signal }) })
}

/** Those whose pseudonym has this in it, or whose own id or address it is; nobody is asked for where it is empty. */
export function useCustomersFound(search: string) {
  return useQuery({
    queryKey: keyOf(CUSTOMERS, 'search', search),
    enabled: search !== '',
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get(CUSTOMERS, { query: { limit: FOUND, search }, signal }),
  })
}

export function useCustomerHistory(id: string) {
  return useQuery({
    queryKey: keyOf(HISTORY, id),
    enabled: id !== '',
    queryFn: ({ signal }) => get(HISTORY, { path: { customer_id: id }, signal }),
  })
}

/** Garments that something names by id alone. */
export function useGarmentsById(ids: readonly string[]) {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: keyOf(GARMENT, id, 'shown'),
      queryFn: ({ signal }: { signal: AbortSignal }) => get(GARMENT, { path: { garment_id: id }, signal }),
      staleTime: 5 * 60_000,
      retry: false,
    })),
    combine: (results) => results.flatMap(({ data }) => (data ? [data] : [])),
  })
}

export const useRules = () => useQuery({ queryKey: keyOf(RULES), queryFn: ({ signal }) => get(RULES, { signal }) })

/** A step of saving rules. */
export type RuleStep = { add: RuleDraft } | { change: string; to: RuleDraft } | { remove: string }

/** Takes the steps one by one; gives back the steps that would undo them, the last one first. */
export function useSaveRules() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ steps, kept }: { steps: readonly RuleStep[]; kept: readonly Rule[] }) => {
      const back: RuleStep[] = []
      const before = (id: string) => draftOf(kept.find((rule) => rule.id === id)!)
      for (const step of steps) {
        if ('add' in step) {
          back.unshift({ remove: (await post(RULES, { body: step.add })).id })
        } else if ('change' in step) {
          await put(RULE, { path: { rule_id: step.change }, body: step.to })
          back.unshift({ change: step.change, to: before(step.change) })
        } else {
          await remove(RULE, { path: { rule_id: step.remove } })
          back.unshift({ add: before(step.remove) })
        }
      }
      return back
    },
    // Also after a step that failed: those before it hold.
    onSettled: () =>
      Promise.all([queryClient.invalidateQueries({ queryKey: keyOf(RULES) }), queryClient.invalidateQueries({ queryKey: keyOf(ASKED) })]),
  })
}

/** What a kept rule says. */
export function draftOf(rule: Rule | RuleDraft): RuleDraft {
  const { verb, garment, brand, category, attribute, placement, audience, taste, share, place, factor, most, starts, ends, note } = rule
  return { verb, garment, brand, category, attribute, placement, audience, taste, share, place, factor, most, starts: starts ?? null, ends: ends ?? null, note }
}

export const useExperiments = () =>
  useQuery({
    queryKey: keyOf(EXPERIMENTS),
    queryFn: ({ signal }) => get(EXPERIMENTS, { signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(({ stopped_at }) => !stopped_at) ? LOOK_AGAIN_MS : false),
  })

export const useStartExperiment = () => useExperimentStep((draft: ExperimentDraft) => post(EXPERIMENTS, { body: draft }))

export const useStopExperiment = () => useExperimentStep((name: string) => post('/api/v1/experiments/{name}/stop', { path: { name } }))

function useExperimentStep<Argument, Result>(step: (argument: Argument) => Promise<Result>) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: step,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keyOf(EXPERIMENTS) }),
  })
}
