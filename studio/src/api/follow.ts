/**
 * Following one job live: the event stream, reconnecting where it stopped, patient when the server is away.
 *
 * What is made of the events is progress.ts's. A fetch rather than an EventSource: that one hides the server's
 * problem+json and begins again after a stream that has properly ended.
 */
import { request } from './client'
import { asApiError, type ApiError } from './error'
import { eventsOf, type ServerEvent } from './events'
import type { Job, JobEvent } from './schema'

export interface Follower {
  onEvent: (event: JobEvent) => void
  /** The job is over, well or not; nothing follows. */
  onEnd: (job: Job) => void
  /** The stream broke and is tried again after so many milliseconds. */
  onWait?: (milliseconds: number, error: ApiError | null) => void
  /** The server will not let us follow (unknown job, no right); nothing follows. */
  onRefused?: (error: ApiError) => void
}

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** The server speaks at least every 15 s; three times that in silence is a dead line. */
const SILENCE_MS = 45_000

/** Follows until the job is over or `signal` says stop. Resolves when there is nothing more to hear. */
export async function followJob(id: string, follower: Follower, signal: AbortSignal, random = Math.random): Promise<void> {
  let last = 0
  let wait = FIRST_WAIT_MS
  while (!signal.aborted) {
    let failure: ApiError | null = null
    try {
      for await (const event of listen(id, last, signal)) {
        wait = FIRST_WAIT_MS
        if (event.name === 'end') {
          follower.onEnd(JSON.parse(event.data) as Job)
          return
        }
        const told = JSON.parse(event.data) as JobEvent
        // After a reconnection the server may repeat what was on its way.
        if (told.number > last) {
          last = told.number
          follower.onEvent(told)
        }
      }
    } catch (error) {
      if (signal.aborted) return
      failure = asApiError(error)
      if (isFinal(failure)) {
        follower.onRefused?.(failure)
        return
      }
    }
    if (signal.aborted) return
    // A little chance in the wait keeps many open studios from knocking in the same instant.
    const pause = wait * (0.75 + random() * 0.5)
    follower.onWait?.(pause, failure)
    await sleep(pause, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }
}

function isFinal(error: ApiError): boolean {
  return error.status >= 400 && error.status < 500 && error.status !== 429 && error.status !== 408
}

async function* listen(id: string, last: number, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const quiet = new AbortController()
  const stop = () => quiet.abort()
  signal.addEventListener('abort', stop)
  const headers: Record<string, string> = { Accept: 'text/event-stream' }
  if (last > 0) headers['Last-Event-ID'] = String(last)
  let timer = setTimeout(stop, SILENCE_MS)
  try {
    const response = await request(`/api/v1/jobs/${encodeURIComponent(id)}/events`, { headers, signal: quiet.signal })
    for await (const event of eventsOf(response)) {
      clearTimeout(timer)
      timer = setTimeout(stop, SILENCE_MS)
      yield event
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
  }
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
