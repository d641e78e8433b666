/** Data on their way in: files looked at and imported, rows that were refused, and what all of it is worth. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { get, post } from './client'
import { useRenewGarments } from './garments'
import { keyOf, usePages } from './queries'
import type { ImportWanted } from './schema'

const IMPORTS = '/api/v1/imports'
const QUARANTINE = '/api/v1/quarantine'
const QUALITY = '/api/v1/quality'
const UNSURE_TAGS = '/api/v1/unsure-tags'
const AUGMENTATION = '/api/v1/augmentations/{recipe}'

/** Lays a file ready on the server, which says what it may be. Nothing is imported yet. */
export function useUploadFile() {
  return useMutation({
    meta: { quiet: true },
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return post('/api/v1/imports/uploads', { body })
    },
  })
}

/** What an import would make of the first rows; asked for again whenever the wish changes. */
export function useDryRun(upload_id: string, wanted: ImportWanted) {
  return useQuery({
    queryKey: keyOf(IMPORTS, 'dry', upload_id, wanted),
    queryFn: ({ signal }) => post('/api/v1/imports/uploads/{upload_id}/preview', { path: { upload_id }, body: wanted, signal }),
    placeholderData: (before) => before,
    retry: false,
  })
}

export function useStartImport() {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet: true },
    mutationFn: ({ id, ...wanted }: ImportWanted & { id: string }) =>
      post('/api/v1/imports/uploads/{upload_id}/import', { path: { upload_id: id }, body: wanted }),
    onSuccess: (job) => {
      queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', job.id), job)
      return queryClient.invalidateQueries({ queryKey: keyOf('/api/v1/jobs') })
    },
  })
}

/** Imports, newest first. */
export const useImports = () => useQuery({ queryKey: keyOf(IMPORTS), queryFn: ({ signal }) => get(IMPORTS, { signal }) })

/** Every row that was refused, newest first. */
export const useRefusedRows = () => usePages(QUARANTINE)

/** Let a refused row in, mended or as it is; refused again it stays where it was. */
export const useAdmit = () =>
  useHeld(({ id, text }: { id: number; text: string }) => post('/api/v1/quarantine/{held_id}/admit', { path: { held_id: id }, body: { text } }))

export const useGiveUp = () => useHeld((id: number) => post('/api/v1/quarantine/{held_id}/give-up', { path: { held_id: id } }))

function useHeld<Argument, Result>(step: (argument: Argument) => Promise<Result>) {
  const queryClient = useQueryClient()
  const renew = useRenewGarments()
  return useMutation({
    meta: { quiet: true },
    mutationFn: step,
    onSuccess: () => Promise.all([renew(), queryClient.invalidateQueries({ queryKey: keyOf(QUARANTINE) }), queryClient.invalidateQueries({ queryKey: keyOf('/api/v1/home') })]),
  })
}

/** The newest quality report; MOD-1103 where none was made yet. */
export const useQuality = () => useQuery({ queryKey: keyOf(QUALITY), queryFn: ({ signal }) => get(QUALITY, { signal }) })

/** What each operation of a recipe does to the same few pictures. */
export function useAugmentation(recipe: string | null, seed: number, everything: boolean) {
  return useQuery({
    queryKey: keyOf(AUGMENTATION, recipe, seed, everything),
    enabled: recipe !== null,
    queryFn: ({ signal }) => get(AUGMENTATION, { path: { recipe: recipe! }, query: { seed, everything }, signal }),
    placeholderData: (before) => before,
  })
}

/** What the tagger is not sure of, the least sure first. */
export const useUnsureTags = () => useQuery({ queryKey: keyOf(UNSURE_TAGS), queryFn: ({ signal }) => get(UNSURE_TAGS, { query: { limit: 60 }, signal }) })
