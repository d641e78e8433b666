/** What the sequential test says of an experiment, as one of a few sentences. */
import type { Experiment } from '@/api'

export interface Verdict {
  key: 'waiting' | 'undecided' | 'better' | 'worse' | 'ended'
  tone: 'good' | 'warn' | 'quiet'
  /** The arm that it is about, and its difference from the first. */
  arm: string
  lift: number
}

export function verdictOf({ arms, stopped_at }: Pick<Experiment, 'arms' | 'stopped_at'>): Verdict {
  const byLift = arms.filter(({ lift }) => lift !== null).sort((one, other) => other.lift!.value - one.lift!.value)
  const better = byLift.find(({ verdict }) => verdict === 'better')
  if (better) return { key: 'better', tone: 'good', arm: better.name, lift: better.lift!.value }
  const worse = byLift.findLast(({ verdict }) => verdict === 'worse')
  if (worse) return { key: 'worse', tone: 'warn', arm: worse.name, lift: worse.lift!.value }
  if (stopped_at) return { key: 'ended', tone: 'quiet', arm: '', lift: 0 }
  return { key: byLift.length > 0 ? 'undecided' : 'waiting', tone: 'quiet', arm: '', lift: 0 }
}
