/** What wearers did, as people put it right and as a model calls it: stretches, seconds, one colour a thing. */
import type { WearableCall, WearableRun, WearableSpanGiven } from '@/api'
import type { BandRun } from '@/kit/TimeStrip'

/** Every label that occurs, in one order, so that a thing has one colour wherever it stands. */
export function kindsOf(...lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const names = [...new Set(lists.flat())].filter(Boolean).sort()
  return new Map(names.map((name, at) => [name, at]))
}

/** Corrections with one more; those that it covers whole are no more heard, and are let go. */
export function withSpan(before: readonly WearableSpanGiven[], span: WearableSpanGiven): WearableSpanGiven[] {
  return [...before.filter(({ start, end }) => start < span.start || end > span.end), span]
}

/** Why a span cannot be kept, if it cannot. */
export function spanFlaw(from: number | string, to: number | string, label: string, whole: number): 'number' | 'order' | 'beyond' | 'label' | null {
  if (typeof from !== 'number' || typeof to !== 'number') return 'number'
  if (from >= to) return 'order'
  if (from < 0 || from >= whole) return 'beyond'
  return label.trim() === '' ? 'label' : null
}

/** Stretches of labels as a band; those that a person gave are marked. */
export function runsOf(runs: readonly WearableRun[], kinds: ReadonlyMap<string, number>, corrections: readonly WearableSpanGiven[]): BandRun[] {
  return runs.map(({ start_s: from, end_s: to, label }) => ({
    from,
    to,
    label,
    kind: kinds.get(label) ?? 0,
    isCorrected: corrections.some((span) => span.label === label && span.start < to && span.end > from),
  }))
}

/** A second's call reaches half a second to both sides, as far as the recording goes. */
export function callsOf(calls: readonly WearableCall[], kinds: ReadonlyMap<string, number>, whole: number, note: (call: WearableCall) => string): BandRun[] {
  return calls.map((call) => ({
    from: Math.max(0, call.at_s - 0.5),
    to: Math.min(whole, call.at_s + 0.5),
    label: call.label,
    kind: kinds.get(call.label) ?? 0,
    note: note(call),
    isWrong: call.true_label !== '' && call.true_label !== call.label,
    isFaint: call.is_unknown,
  }))
}

/** The channel and the piece of time that counted the most, in seconds of the recording. */
export function strongest({ heat, channels, at_s, moment_s }: { heat: readonly (readonly number[])[]; channels: Readonly<Record<string, number>>; at_s: readonly number[]; moment_s: number }) {
  const names = Object.keys(channels)
  let best = { channel: names[0] ?? '', row: 0, piece: 0, odds: -Infinity }
  heat.forEach((row, at) =>
    row.forEach((odds, piece) => {
      if (odds > best.odds) best = { channel: names[at]!, row: at, piece, odds }
    }),
  )
  const half = at_s.length > 1 ? (at_s[1]! - at_s[0]!) / 2 : 0.25
  const middle = moment_s + (at_s[best.piece] ?? 0)
  return { ...best, from: middle - half, to: middle + half }
}
