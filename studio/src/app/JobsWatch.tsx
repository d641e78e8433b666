/** Says when a job is over, wherever in the studio one is; also when it ended while the page was being reloaded. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { get, isOver, type Job, keyOf, useActiveJobs } from '@/api'
import { useWords } from '@/locale'
import { jobTitle } from './jobTitle'
import { tell } from './tell'

const JOB = '/api/v1/jobs/{job_id}'
const STORED = 'modiste.watched-jobs'

export function JobsWatch() {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const { data: active, dataUpdatedAt } = useActiveJobs()
  const watched = useRef(new Set(stored()))

  // A job may be over before the list of those at work is asked for: one begun on this page is watched from its beginning.
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ query }) => {
        const job = query.queryKey[0] === JOB ? (query.state.data as Job | undefined) : undefined
        if (job && !isOver(job)) watched.current.add(job.id)
      }),
    [queryClient],
  )

  useEffect(() => {
    if (!active) return
    const now = new Set(active.map((job) => job.id))
    const gone = [...watched.current].filter((id) => !now.has(id))
    watched.current = now
    store([...now])
    for (const job_id of gone) {
      get(JOB, { path: { job_id } })
        .then((job) => {
          queryClient.setQueryData(keyOf(JOB, job.id), job)
          if (!isOver(job)) watched.current.add(job.id)
          else if (job.state === 'done') {
            tell.done(t('shell.jobs.done', { title: jobTitle(job, t) }), { label: t('shell.jobs.see'), href: `/jobs/${job.id}` })
            // What a job made may be anything; what is on screen is asked for again.
            void queryClient.invalidateQueries()
          } else if (job.state === 'failed') {
            tell.notDone(t('shell.jobs.failed', { title: jobTitle(job, t) }), { label: t('shell.jobs.why'), href: `/jobs/${job.id}` })
          }
        })
        .catch(() => {
          // The job is unknown here (another shop); there is nothing to tell.
        })
    }
    // An answer equal to the one before is still an answer.
  }, [active, dataUpdatedAt, queryClient, t])
  return null
}

function stored(): string[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(STORED) ?? '[]')
    return Array.isArray(read) ? read.filter((id) => typeof id === 'string') : []
  } catch {
    return []
  }
}

function store(ids: string[]): void {
  try {
    sessionStorage.setItem(STORED, JSON.stringify(ids))
  } catch {
    // Then a reload forgets them; the list of jobs does not.
  }
}
