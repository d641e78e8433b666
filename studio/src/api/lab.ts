/** The Lab's part of the API: models, their runs and evaluations, recipes, the study, settings, the doctor. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, getTagged, patch, post } from './client'
import { keyOf, usePages } from './queries'
import type { Model, Setting } from './schema'

const MODELS = '/api/v1/models'
const VERSIONS = '/api/v1/models/{name}/versions'
const VERSION = '/api/v1/models/{name}/versions/{version}'
const RECIPE = '/api/v1/recipes/{name}'
const STUDY = '/api/v1/study'
const SETTINGS = '/api/v1/settings'
const DOCTOR = '/api/v1/doctor'

/** The versions that the bare names stand for. */
export const useModels = () => usePages(MODELS)

export const useVersions = (name: string) => usePages(VERSIONS, { path: { name } })

export function useVersion(name: string, version: string) {
  const path = { name, version }
  return useQuery({ queryKey: keyOf(VERSION, path), queryFn: ({ signal }) => get(VERSION, { path, signal }) })
}

/** How a version was trained; MOD-… with status 404 where it was not trained in this shop. */
export function useRun(name: string, version: string) {
  const path = { name, version }
  return useQuery({ queryKey: keyOf(`${VERSION}/run`, path), queryFn: ({ signal }) => get(`${VERSION}/run`, { path, signal }) })
}

export const useEvaluations = (name: string, version: string) => usePages(`${VERSION}/evaluations`, { path: { name, version } })

export function useEvaluation(name: string, version: string, id: string | undefined) {
  const path = { name, version, evaluation_id: id ?? '' }
  return useQuery({
    queryKey: keyOf(`${VERSION}/evaluations/{evaluation_id}`, path),
    queryFn: ({ signal }) => get(`${VERSION}/evaluations/{evaluation_id}`, { path, signal }),
    enabled: id !== undefined,
  })
}

/** The pictures behind one cell of a confusion matrix, page after page. */
export const useCell = (name: string, version: string, id: string, actual: string, predicted: string) =>
  usePages(`${VERSION}/evaluations/{evaluation_id}/cell`, { path: { name, version, evaluation_id: id }, query: { actual, predicted } })

export function useCompression(name: string, version: string) {
  const path = { name, version }
  return useQuery({ queryKey: keyOf(`${VERSION}/compression`, path), queryFn: ({ signal }) => get(`${VERSION}/compression`, { path, signal }) })
}

export const useRecipes = () => usePages('/api/v1/recipes')

export function useRecipe(name: string | null) {
  return useQuery({
    queryKey: keyOf(RECIPE, name),
    queryFn: ({ signal }) => get(RECIPE, { path: { name: name! }, signal }),
    enabled: name !== null,
  })
}

export const useStudy = () => useQuery({ queryKey: keyOf(STUDY), queryFn: ({ signal }) => get(STUDY, { signal }) })

export const useDoctor = () => useQuery({ queryKey: keyOf(DOCTOR), queryFn: ({ signal }) => get(DOCTOR, { signal }) })

/** Every setting with the tag that a change of it names. */
export const useSettings = () => useQuery({ queryKey: keyOf(SETTINGS), queryFn: ({ signal }) => getTagged(SETTINGS, { signal }) })

export function useChangeSetting() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ name, value, etag }: { name: string; value: Setting['value']; etag: string }) =>
      patch(SETTINGS, { body: { [name]: value }, ifMatch: etag }),
    onSuccess: (settings) => queryClient.setQueryData(keyOf(SETTINGS), settings),
  })
}

/** Put a version into production, or what was there before it. */
export const usePromote = (name: string) => useMove((version: string) => post(`${MODELS}/{name}/promote`, { path: { name }, body: { version } }))

export const useRollBack = (name: string) => useMove(() => post(`${MODELS}/{name}/roll-back`, { path: { name } }))

function useMove<Argument = void>(move: (argument: Argument) => Promise<Model>) {
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
    mutationFn: (image_id: string) => post(`${VERSION}/explanations`, { path: { name, version }, body: { image_id, methods: null } }),
    onSuccess: (job) => queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', job.id), job),
  })
}
