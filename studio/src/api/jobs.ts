/**
 * Jobs as React sees them: list, one followed live, submit, cancel, resume.
 *
 * The server's table is the truth; that is why progress survives a reload: here is nothing to lose.
 */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { get, post } from './client'
import { type Desk, desk } from './desk'
import { keyOf, usePages } from './queries'
import type { Job, JobRequest } from './schema'

export const JOBS = '/api/v1/jobs'
const ACTIVE_MS = 5_000

export function isOver(job: Pick<Job, 'state'>): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled'
}

/** Every job, newest first. */
export function useJobs(state?: 'queued' | 'running' | 'done' | 'failed' | 'cancelled') {
  return usePages(JOBS, { query: state ? { state } : {} })
}

/** The jobs at work or waiting now, wherever they were started; asked for every few seconds. */
export function useActiveJobs() {
  return useQuery({
    queryKey: keyOf(JOBS, 'active'),
    queryFn: async ({ signal }) => {
      const [running, queued] = await Promise.all([
        get(JOBS, { query: { state: 'running', limit: 50 }, signal }),
        get(JOBS, { query: { state: 'queued', limit: 50 }, signal }),
      ])
      return [...running.items, ...queued.items]
    },
    refetchInterval: ACTIVE_MS,
    staleTime: 0,
  })
}

/** One job, live: its row, its progress, and whether the line to it is open. */
export function useJob(id: string | undefined, source: Desk = desk) {
  const queryClient = useQueryClient()
  const query = useQuery({
    queryKey: keyOf('/api/v1/jobs/{job_id}', id),
    enabled: id !== undefined,
    queryFn: ({ signal }) => get('/api/v1/jobs/{job_id}', { path: { job_id: id! }, signal }),
  })
  const job = query.data
  const open = job !== undefined && !isOver(job)
  useEffect(() => {
    if (!open || id === undefined) return
    return source.follow(id, (ended) => {
      queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', id), ended)
      void queryClient.invalidateQueries({ queryKey: keyOf(JOBS) })
    })
  }, [open, id, queryClient, source])
  const followed = useSyncExternalStore(source.subscribe, () => (id === undefined ? undefined : source.look(id)))
  // The stream is fresher than the row, but only for as long as the row says that the job goes on.
  const shown = job && open && followed?.state ? { ...job, state: followed.state } : job
  return { ...query, job: shown, progress: open ? followed?.heard?.progress : undefined, line: followed?.line ?? 'closed' }
}

export type LiveJob = ReturnType<typeof useJob>

/**
 * Submit long work; give the same `key` for the same wish so that a nervous double click is one job.
 *
 * `quiet`: whoever asks shows a refusal where it belongs, instead of a toast.
 */
export function useSubmitJob({ quiet = false }: { quiet?: boolean } = {}) {
  const queryClient = useQueryClient()
  return useMutation({
    meta: { quiet },
    mutationFn: ({ key, ...request }: JobRequest & { key?: string }) =>
      post(JOBS, { body: request, ...(key ? { idempotencyKey: key } : {}) }),
    onSuccess: (job) => {
      queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', job.id), job)
      return queryClient.invalidateQueries({ queryKey: keyOf(JOBS) })
    },
  })
}

/** What can be done by partitions, and by whom. */
export const useClusterOffer = () => useQuery({ queryKey: keyOf('/api/v1/cluster'), queryFn: ({ signal }) => get('/api/v1/cluster', { signal }) })

export function useCancelJob() {
  return useStep((job_id) => post('/api/v1/jobs/{job_id}/cancel', { path: { job_id } }))
}

/** Go on with a failed or cancelled job from where it stopped. */
export function useResumeJob() {
  return useStep((job_id) => post('/api/v1/jobs/{job_id}/resume', { path: { job_id } }))
}

function useStep(step: (id: string) => Promise<Job>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: step,
    onSuccess: (job) => {
      queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', job.id), job)
      return queryClient.invalidateQueries({ queryKey: keyOf(JOBS) })
    },
  })
}
