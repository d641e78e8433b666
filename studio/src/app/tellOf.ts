/** A job's error as the kit shows errors. */
import type { JobError } from '@/api'
import type { Told } from '@/kit/ErrorNote'

export function tellOf(error: JobError | null): Told | null {
  return error ? { code: error.code, title: error.title ?? '', detail: error.detail, remedy: error.remedy ?? '' } : null
}
