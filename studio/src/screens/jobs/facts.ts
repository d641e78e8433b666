/** What can be told of a job from its row. */
import type { Job } from '@/api'

/** How long the work itself took; null while it has not begun or is not over. */
export function secondsOf(job: Pick<Job, 'started_at' | 'finished_at'>): number | null {
  if (!job.started_at || !job.finished_at) return null
  return (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000
}

/** A parameter as a line of text; those left empty are not told. */
export function paramsOf(params: Job['params']): [name: string, value: string][] {
  return Object.entries(params).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || value === '') return []
    if (Array.isArray(value)) return value.length > 0 ? [[name, value.map(String).join(', ')]] : []
    if (typeof value === 'object') return Object.entries(value).map(([inner, each]) => [`${name}.${inner}`, String(each)])
    return [[name, String(value)]]
  })
}
