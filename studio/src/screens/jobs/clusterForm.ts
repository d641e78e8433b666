/** What the form of a job by partitions may send, and what its result says was set aside. */
import type { ClusterJob, Job } from '@/api'

const JOBS = ['cooccurrence', 'duplicates', 'encode', 'forecast', 'generate', 'tune'] as const
export const SETTING_WORDS: ReadonlySet<string> = new Set(['manner', 'reach', 'model', 'horizon', 'season', 'garments', 'seed', 'programs', 'recipe', 'space', 'trials', 'rungs'])

export function isKnownJob(job: string): job is (typeof JOBS)[number] {
  return (JOBS as readonly string[]).includes(job)
}

export function isWhole(text: string): boolean {
  return /^\d{1,9}$/.test(text.trim())
}

export interface PartsWish {
  data: string
  executor: string
  workers: string
  partitions: string
  settings: Readonly<Record<string, string>>
}

/** Only what was changed is sent: what a job does by itself stays the job's to say. */
export function paramsOfParts(job: ClusterJob, wish: PartsWish): Job['params'] {
  const changed = Object.entries(wish.settings).filter(([name, value]) => value.trim() !== job.settings[name])
  return {
    job: job.job,
    data: wish.data.trim(),
    executor: wish.executor,
    workers: wish.executor === 'serial' ? 0 : Number(wish.workers),
    partitions: Number(wish.partitions),
    settings: Object.fromEntries(changed.map(([name, value]) => [name, value.trim()])),
  }
}

export interface Aside {
  stage: string
  partition: number
  code: string
  reason: string
}

/** The partitions that a finished job could not do. */
export function asideOf(result: Job['result']): readonly Aside[] {
  const told = result?.set_aside
  return Array.isArray(told) ? told.filter((each): each is Aside => typeof (each as Aside | null)?.reason === 'string') : []
}
