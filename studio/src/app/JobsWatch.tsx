/** Says when a job is over, wherever in the studio one is; also when it ended while the page was being reloaded. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { get, isOver, useActiveJobs } from '@/api'
import { useWords } from '@/locale'
import { jobTitle } from './jobTitle'
import { tell } from './tell'

const STORED = 'modiste.watched-jobs'

export function JobsWatch() {
  const { t } = useWords()
  const queryClient = useQueryClient()
  const active = useActiveJobs().data
  const watched = useRef(new Set(stored()))

  useEffect(() => {
    if (!active) return
    const now = new Set(active.map((job) => job.id))
    const gone = [...watched.current].filter((id) => !now.has(id))
    watched.current = now
    store([...now])
    for (const job_id of gone) {
      get('/api/v1/jobs/{job_id}', { path: { job_id } })
        .then((job) => {
          queryClient.setQueryData(['/api/v1/jobs/{job_id}', job.id], job)
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
  }, [active, queryClient, t])
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
