/** What a job is called: its kind, and on what. */
import type { Job } from '@/api'
import type { Say } from '@/locale'

const SUBJECTS = ['garment', 'recipe', 'model', 'name', 'source', 'job', 'data'] as const

export function jobTitle(job: Pick<Job, 'kind' | 'params'>, t: Say): string {
  const subject = SUBJECTS.map((name) => job.params[name]).find((value) => typeof value === 'string' && value !== '')
  const kind = isKnown(job.kind) ? t(`jobs.kind.${job.kind}`) : job.kind
  return subject ? t('jobs.titled', { kind, subject: String(subject) }) : kind
}

/** Every kind of job that has a name here. */
export const JOB_KINDS = ['adapt', 'ar', 'cluster', 'compress', 'evaluate', 'explain', 'export', 'fabric-comfort', 'fabric-search', 'forecast', 'generate', 'import', 'index', 'quality', 'tag', 'train', 'tune'] as const

function isKnown(kind: string): kind is (typeof JOB_KINDS)[number] {
  return (JOB_KINDS as readonly string[]).includes(kind)
}
