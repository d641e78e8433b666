/** Everything a job has said, from its first word: for the one page that shows it. */
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { followJob } from './follow'
import { begin, hear, type Heard } from './progress'
import { keyOf } from './queries'
import type { JobEvent } from './schema'

const MOST_LINES = 1_000
const TURN_MS = 120

export interface JobLog {
  events: readonly JobEvent[]
  heard: Heard
  /** All has been heard. */
  over: boolean
}

const NOTHING: JobLog = { events: [], heard: begin({ done: 0, total: 0, message: '' }), over: false }

/** The log of a job, as it grows; a thousand lines at most, the first go. Another `turn` begins to listen again. */
export function useJobLog(id: string, turn = 0, follow: typeof followJob = followJob): JobLog {
  const queryClient = useQueryClient()
  const [log, setLog] = useState<JobLog>(NOTHING)
  useEffect(() => {
    const stop = new AbortController()
    let waiting: JobEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    // What another turn had heard goes with the first word of this one.
    let isFirst = true
    const tell = (over: boolean) => {
      timer = undefined
      const fresh = waiting
      waiting = []
      const anew = isFirst
      isFirst = false
      setLog((before) => {
        const { events, heard } = anew ? NOTHING : before
        return { events: [...events, ...fresh].slice(-MOST_LINES), heard: fresh.reduce(hear, heard), over }
      })
    }
    void follow(
      id,
      {
        onEvent: (event) => {
          waiting.push(event)
          timer ??= setTimeout(() => tell(false), TURN_MS)
        },
        onEnd: (job) => {
          queryClient.setQueryData(keyOf('/api/v1/jobs/{job_id}', id), job)
          clearTimeout(timer)
          tell(true)
        },
      },
      stop.signal,
    )
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [id, turn, follow, queryClient])
  return log
}
