/** What rises and fades, and what sales tell, as React sees them. The server keeps its answers until the shop changes. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { get } from './client'
import { keyOf } from './queries'
import type { Query } from './types'

const TRENDS = '/api/v1/trends'
const STATE = '/api/v1/trends/state'
const ONE = '/api/v1/trends/{attribute}/{value}'
const SALES = '/api/v1/sales/{what}'
/** More than a person reads: what lies beyond is less sure than all of these. */
const MOST = 100
/** Weeks change once a week; what is imported meanwhile is seen at the next visit. */
const FRESH_MS = 5 * 60_000

export type TrendFilter = Pick<Query<typeof TRENDS>, 'attribute' | 'source' | 'verdict'>
/** What of the sales the studio shows. */
export type SalesQuestion = 'sell-through' | 'returns' | 'baskets'

export const useTrendState = () => useQuery({ queryKey: keyOf(STATE), staleTime: FRESH_MS, queryFn: ({ signal }) => get(STATE, { signal }) })

/** The trends of one verdict, the surest first; while others are on their way the last ones stand. */
export function useTrends(filter: TrendFilter, enabled = true) {
  return useQuery({
    queryKey: keyOf(TRENDS, filter),
    enabled,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get(TRENDS, { query: { ...filter, limit: MOST }, signal }),
  })
}

/** One value in every source, week by week. */
export function useTrend(attribute: string, value: string) {
  return useQuery({
    queryKey: keyOf(ONE, attribute, value),
    enabled: attribute !== '' && value !== '',
    staleTime: FRESH_MS,
    queryFn: ({ signal }) => get(ONE, { path: { attribute: attribute as NonNullable<TrendFilter['attribute']>, value }, signal }),
  })
}

export function useSales(what: SalesQuestion) {
  return useQuery({ queryKey: keyOf(SALES, what), staleTime: FRESH_MS, queryFn: ({ signal }) => get(SALES, { path: { what }, signal }) })
}
