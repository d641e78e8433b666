/** The Lab's part of the API: models, their runs and evaluations, recipes, the study, settings, the doctor. */
import { type QueryKey, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, newKey, request } from './client'
import type { Compression, Doctor, EvaluationRow, EvaluationWhole, Judged, RecipeRow, RecipeWhole, Run, Setting, Study, Version } from './labTypes'
import type { Job } from './schema'

interface PageOf<Item> {
  items: readonly Item[]
  next_cursor?: string | null
}

const MODELS = '/api/v1/models'
const VERSION = `${MODELS}/{name}/versions/{version}`

type Parts = Record<string, string>

async function ask<T>(path: string, parts: Parts, query: Record<string, unknown>, signal: AbortSignal): Promise<T> {
  const response = await request(addressOf(path, parts, query), { signal, headers: { Accept: 'application/json' } })
  return (await response.json()) as T
}

async function send<T>(path: string, parts: Parts, body: unknown): Promise<T> {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': newKey() }
  const response = await request(addressOf(path, parts), { method: 'POST', headers, body: JSON.stringify(body) })
  return (await response.json()) as T
}

/** The key under which a part of the Lab is remembered. */
const labKey = (path: string, ...parts: readonly unknown[]): QueryKey => [path, ...parts]

function useAsked<T>(path: string, parts: Parts = {}, options: { enabled?: boolean; refetchInterval?: number | false } = {}) {
  return useQuery({
    queryKey: labKey(path, parts),
    queryFn: ({ signal }) => ask<T>(path, parts, {}, signal),
    ...options,
  })
}

function useAskedPages<T>(path: string, parts: Parts, query: Record<string, unknown>, enabled = true) {
  const result = useInfiniteQuery({
    queryKey: labKey(path, parts, query, 'pages'),
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => ask<PageOf<T>>(path, parts, { ...query, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
  })
  return { ...result, items: result.data ?? [] }
}

/** The versions that the bare names stand for. */
export const useModels = () => useAskedPages<Version>(MODELS, {}, {})

export const useVersions = (name: string) => useAskedPages<Version>(`${MODELS}/{name}/versions`, { name }, {})

export const useVersion = (name: string, version: string) => useAsked<Version>(VERSION, { name, version })

/** How a version was trained; MOD-… with status 404 where it was not trained in this shop. */
export const useRun = (name: string, version: string) => useAsked<Run>(`${VERSION}/run`, { name, version })

export const useEvaluations = (name: string, version: string) =>
  useAskedPages<EvaluationRow>(`${VERSION}/evaluations`, { name, version }, {})

export const useEvaluation = (name: string, version: string, id: string | undefined) =>
  useAsked<EvaluationWhole>(`${VERSION}/evaluations/{id}`, { name, version, id: id ?? '-' }, { enabled: id !== undefined })

/** The pictures behind one cell of a confusion matrix, page after page. */
export const useCell = (name: string, version: string, id: string, actual: string, predicted: string) =>
  useAskedPages<Judged>(`${VERSION}/evaluations/{id}/cell`, { name, version, id }, { actual, predicted })

export const useCompression = (name: string, version: string) =>
  useAsked<Compression>(`${VERSION}/compression`, { name, version })

export const useRecipes = () => useAskedPages<RecipeRow>('/api/v1/recipes', {}, {})

export const useRecipe = (name: string | null) =>
  useAsked<RecipeWhole>('/api/v1/recipes/{name}', { name: name ?? '-' }, { enabled: name !== null })

export const useStudy = () => useAsked<Study>('/api/v1/study')

export const useDoctor = () => useAsked<Doctor>('/api/v1/doctor')

/** Every setting with the tag that a change of it names. */
export function useSettings() {
  return useQuery({
    queryKey: labKey('/api/v1/settings'),
    queryFn: async ({ signal }) => {
      const response = await request('/api/v1/settings', { signal, headers: { Accept: 'application/json' } })
      return { items: ((await response.json()) as { items: Setting[] }).items, etag: response.headers.get('etag') ?? '' }
    },
  })
}

export function useChangeSetting() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: async ({ name, value, etag }: { name: string; value: Setting['value']; etag: string }) => {
      const headers = { 'Content-Type': 'application/json', 'If-Match': etag }
      const response = await request('/api/v1/settings', { method: 'PATCH', headers, body: JSON.stringify({ [name]: value }) })
      return { items: ((await response.json()) as { items: Setting[] }).items, etag: response.headers.get('etag') ?? '' }
    },
    onSuccess: (settings) => queryClient.setQueryData(labKey('/api/v1/settings'), settings),
  })
}

/** Put a version into production, or what was there before it. */
export function usePromote(name: string) {
  return useMove((version: string) => send<Version>(`${MODELS}/{name}/promote`, { name }, { version }))
}

export function useRollBack(name: string) {
  return useMove<undefined>(async () => {
    const init = { method: 'POST', headers: { 'Idempotency-Key': newKey() } }
    const response = await request(addressOf(`${MODELS}/{name}/roll-back`, { name }), init)
    return (await response.json()) as Version
  })
}

function useMove<Argument>(move: (argument: Argument) => Promise<Version>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: move,
    onSuccess: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(MODELS) }),
  })
}

/** Ask why a model says what it says of a picture; the answer is a job's result. */
export function useExplain(name: string, version: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (image_id: string) =>
      send<Job>(`${VERSION}/explanations`, { name, version }, { image_id, methods: null }),
    onSuccess: (job) => queryClient.setQueryData(['/api/v1/jobs/{job_id}', job.id], job),
  })
}
