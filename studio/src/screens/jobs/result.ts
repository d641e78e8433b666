/** Where to see what a job has made. */
import type { Job } from '@/api'
import type { Say } from '@/locale'
import { addressOfVersion, type Tab } from '../models/address'

const TAB_OF: Record<string, Tab> = { train: 'training', evaluate: 'quality', compress: 'overview' }

export function resultOf(job: Pick<Job, 'kind' | 'state' | 'params' | 'result'>, t: Say): { label: string; href: string } | null {
  if (job.state !== 'done') return null
  if (job.kind === 'import') return { label: t('jobs.seeGarments'), href: '/garments' }
  const tab = TAB_OF[job.kind]
  const model = tab && modelOf(job)
  if (tab && model) return { label: t('jobs.seeModel', { name: model.name }), href: model.version ? addressOfVersion({ name: model.name, version: model.version }, tab) : `/lab/models/${encodeURIComponent(model.name)}` }
  return null
}

/** `tiny`, version `2`; or both in one as `tiny@2`. */
export function modelOf(job: Pick<Job, 'params' | 'result'>): { name: string; version: string | null } | null {
  const told = text(job.result?.model) ?? text(job.params.model)
  if (!told || /[\\/]/.test(told)) return null
  const [name = '', version] = told.split('@')
  return { name, version: version ?? text(job.result?.version) }
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
}
