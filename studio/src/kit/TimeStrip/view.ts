/** Which part of a course of time is in sight: moved, brought nearer, kept within what there is. */

/** From one second to another. */
export type Span = readonly [number, number]

/** No part is shorter: a hundredth of a second is a sample. */
const LEAST_S = 0.25

/** A part of the same length that lies within the whole, or the whole. */
export function within([from, to]: Span, whole: number): Span {
  const length = Math.min(Math.max(to - from, Math.min(LEAST_S, whole)), whole)
  const start = Math.min(Math.max(from, 0), whole - length)
  return [start, start + length]
}

/** Nearer by a factor (less than 1: farther), about a moment that stays where it is. */
export function zoomed([from, to]: Span, factor: number, about: number, whole: number): Span {
  const length = Math.min(Math.max((to - from) / factor, Math.min(LEAST_S, whole)), whole)
  const share = to > from ? (about - from) / (to - from) : 0.5
  return within([about - share * length, about + (1 - share) * length], whole)
}

/** Moved by a share of its own length. */
export function moved([from, to]: Span, share: number, whole: number): Span {
  const by = (to - from) * share
  return within([from + by, to + by], whole)
}

/** Moved just so far that a moment is in sight. */
export function showing([from, to]: Span, at: number, whole: number): Span {
  if (at >= from && at <= to) return [from, to]
  const length = to - from
  return within(at < from ? [at, at + length] : [at - length, at], whole)
}

/** Whether all there is is in sight. */
export const isWhole = ([from, to]: Span, whole: number) => from <= 1e-6 && to >= whole - 1e-6

const STEPS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600]

/** Round seconds to write below a part, at most so many. */
export function ticks([from, to]: Span, most = 8): number[] {
  const step = STEPS.find((each) => (to - from) / each <= most) ?? 7200
  const first = Math.ceil(from / step - 1e-9)
  return Array.from({ length: Math.max(0, Math.floor(to / step + 1e-9) - first + 1) }, (_, at) => Number(((first + at) * step).toFixed(3)))
}

/** Places of the points that a part needs: those inside, and one beyond each end so that lines reach the edges. */
export function inSight(at: readonly number[], [from, to]: Span): readonly [number, number] {
  let first = 0
  let last = at.length
  while (first + 1 < at.length && at[first + 1]! <= from) first += 1
  while (last > first + 1 && at[last - 2]! >= to) last -= 1
  return [first, last]
}
