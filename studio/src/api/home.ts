/** The shop as one thing: what it needs of people today, and how much there is of everything. */
import { useQuery } from '@tanstack/react-query'
import { get } from './client'
import { keyOf } from './queries'

const HOME = '/api/v1/home'

/** What the shop needs now, most pressing first; looked at again every half minute. */
export function useHome() {
  return useQuery({ queryKey: keyOf(HOME), queryFn: ({ signal }) => get(HOME, { signal }), refetchInterval: 30_000 })
}
