/** TanStack Query set up for our server: what is retried, what is remembered, and pages that go on. */
import { MutationCache, QueryClient, type QueryKey, useInfiniteQuery } from '@tanstack/react-query'
import { get } from './client'
import { ApiError, asApiError } from './error'
import type { Answer, PathOf, Query, SentArgument } from './types'

/** A mutation with `meta: { quiet: true }` shows its own error; all others are told in a toast. */
export function newQueryClient(onFailure: (error: ApiError) => void = () => {}): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache({
      onError: (error, _variables, _result, mutation) => {
        if (!mutation.meta?.quiet) onFailure(asApiError(error))
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: true,
        retry: (failures, error) => error instanceof ApiError && error.passes && failures < 4,
        retryDelay: (failures) => Math.min(600 * 2 ** failures, 8_000),
        networkMode: 'always',
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

interface Paged {
  items: readonly unknown[]
  next_cursor?: string | null
}

/** The paths whose answers are cursor pages. */
export type PagedPath = { [P in PathOf<'get'>]: Answer<P> extends Paged ? P : never }[PathOf<'get'>]

export type ItemOf<P extends PagedPath> = Answer<P> extends { items: readonly (infer Item)[] } ? Item : never

/** The key under which a path's answers are remembered; invalidate by its beginning: `keyOf('/api/v1/garments')`. */
export function keyOf(path: PathOf<'get'>, ...parts: readonly unknown[]): QueryKey {
  return [path, ...parts]
}

/**
 * A list of the API, page after page.
 *
 * @returns the query, `items` of all pages so far in one array, and `more()` to ask for the next page.
 */
export function usePages<P extends PagedPath>(
  path: P,
  options: { path?: Record<string, string>; query?: Partial<Query<P>>; enabled?: boolean } = {},
) {
  const { enabled = true, query, path: parts } = options
  const result = useInfiniteQuery({
    queryKey: keyOf(path, parts ?? {}, query ?? {}, 'pages'),
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => {
      const sent = { path: parts, query: { ...query, cursor: pageParam }, signal }
      return get(path, ...([sent] as unknown as SentArgument<P, 'get'>)) as Promise<Paged>
    },
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items) as ItemOf<P>[],
  })
  const more = () => {
    if (result.hasNextPage && !result.isFetchingNextPage) void result.fetchNextPage()
  }
  return { ...result, items: result.data ?? [], more }
}
