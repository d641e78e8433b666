/**
 * Who follows which job: one stream a job however many parts of the page look at it, and never so many streams
 * that a browser's six connections to a host are used up (HTTP/1.1). Those beyond wait for their turn.
 */
import { followJob } from './follow'
import { begin, hear, type Heard } from './progress'
import type { Job } from './schema'

/** `waiting`: for a free stream or for the server; `open`: events come in; `closed`: nobody follows. */
export type Line = 'open' | 'waiting' | 'closed'

export interface Followed {
  heard: Heard | undefined
  state: Job['state'] | undefined
  line: Line
}

const MOST_STREAMS = 3

interface Entry {
  seen: Followed
  enders: Set<(job: Job) => void>
  stop: AbortController | null
}

export class Desk {
  private readonly entries = new Map<string, Entry>()
  private readonly listeners = new Set<() => void>()
  private readonly startFollowing: typeof followJob

  constructor(follow: typeof followJob = followJob) {
    this.startFollowing = follow
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly look = (id: string): Followed | undefined => this.entries.get(id)?.seen

  /** Follow a job until the returned function is called or the job is over. */
  follow(id: string, onEnd: (job: Job) => void): () => void {
    let entry = this.entries.get(id)
    if (!entry) {
      entry = { seen: { heard: undefined, state: undefined, line: 'waiting' }, enders: new Set(), stop: null }
      this.entries.set(id, entry)
    }
    entry.enders.add(onEnd)
    this.startWaiting()
    return () => {
      entry.enders.delete(onEnd)
      // The next screen often follows the same job; a short patience saves the stream.
      setTimeout(() => {
        if (entry.enders.size === 0 && this.entries.get(id) === entry) this.drop(id, entry)
      }, 1_000)
    }
  }

  private startWaiting(): void {
    let streams = [...this.entries.values()].filter((entry) => entry.stop).length
    for (const [id, entry] of this.entries) {
      if (streams >= MOST_STREAMS) return
      if (!entry.stop && entry.seen.line === 'waiting') {
        streams += 1
        this.start(id, entry)
      }
    }
  }

  private start(id: string, entry: Entry): void {
    const stop = new AbortController()
    entry.stop = stop
    const change = (next: Partial<Followed>) => {
      entry.seen = { ...entry.seen, ...next }
      this.tell()
    }
    void this.startFollowing(
      id,
      {
        onEvent: (event) =>
          change({
            line: 'open',
            heard: hear(entry.seen.heard ?? begin({ done: 0, total: 0, message: '' }), event),
            ...(event.kind === 'state' ? { state: event.message as Job['state'] } : {}),
            ...(event.kind === 'cancel_requested' ? { state: 'cancelling' as const } : {}),
          }),
        onWait: () => change({ line: 'waiting' }),
        onEnd: (job) => {
          const enders = [...entry.enders]
          this.drop(id, entry)
          for (const ender of enders) ender(job)
        },
        onRefused: () => this.drop(id, entry),
      },
      stop.signal,
    )
  }

  private drop(id: string, entry: Entry): void {
    entry.stop?.abort()
    this.entries.delete(id)
    this.tell()
    this.startWaiting()
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

export const desk = new Desk()
