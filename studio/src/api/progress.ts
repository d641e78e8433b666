/** A job's events folded into what a person wants to know: how far, how fast, how long still. */
import type { Job, JobEvent } from './schema'

export interface Progress {
  done: number
  /** 0 while it is not known. */
  total: number
  /** What the job says of itself at the moment. */
  message: string
  /** Units a second over the last stretch; null until two reports have come. */
  rate: number | null
  /** Seconds still to go at that rate; null while it cannot be said. */
  secondsLeft: number | null
  /** The last values the job reported, as a loss or a learning rate. */
  values: Record<string, number>
  /** Every reported value in time, for a live curve. */
  curve: readonly CurvePoint[]
}

export interface CurvePoint {
  done: number
  values: Record<string, number>
}

/** Over how long a stretch the rate is taken: long enough to be calm, short enough to be true. */
const STRETCH_MS = 20_000
const MOST_POINTS = 2_000

interface Mark {
  at: number
  done: number
}

/** What has been heard so far; plain data, so that it can be kept in a query cache. */
export interface Heard {
  progress: Progress
  marks: readonly Mark[]
}

export function begin(job: Pick<Job, 'done' | 'total' | 'message'>): Heard {
  const { done, total, message } = job
  return {
    progress: { done, total, message, rate: null, secondsLeft: null, values: {}, curve: [] },
    marks: [],
  }
}

/** Adds one event. */
export function hear(heard: Heard, event: JobEvent): Heard {
  if (event.kind !== 'progress') return heard
  const at = Date.parse(event.at)
  const before = heard.progress
  // A step of its own (an epoch, then an evaluation) starts counting anew: the old rate says nothing about it.
  const isNewStep = event.total !== before.total || event.done < before.done
  const kept = isNewStep ? [] : heard.marks.filter((mark) => at - mark.at <= STRETCH_MS)
  // Of a stretch in which nothing came, the last mark before it is still needed to measure from.
  const marks = [...(kept.length > 0 || isNewStep ? kept : heard.marks.slice(-1)), { at, done: event.done }]
  const first = marks[0]!
  const seconds = (at - first.at) / 1000
  const rate = marks.length > 1 && seconds > 0 && event.done > first.done ? (event.done - first.done) / seconds : null
  const hasValues = Object.keys(event.values).length > 0
  const curve = hasValues ? thinned([...before.curve, { done: event.done, values: event.values }]) : before.curve
  return {
    marks,
    progress: {
      done: event.done,
      total: event.total,
      message: event.message || before.message,
      rate,
      secondsLeft: rate && event.total > event.done ? (event.total - event.done) / rate : null,
      values: hasValues ? { ...before.values, ...event.values } : before.values,
      curve,
    },
  }
}

/** A day of training must not fill the memory: of a long curve every second point goes. */
function thinned(curve: CurvePoint[]): CurvePoint[] {
  return curve.length <= MOST_POINTS ? curve : curve.filter((_, index) => index % 2 === 0 || index === curve.length - 1)
}
