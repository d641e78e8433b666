/** What the server says when something goes wrong (problem+json), as an error of our own. */
import type { Flaw, Problem } from './schema'

/** Numbers of our own for what no server could say. */
export const AWAY = 'MOD-AWAY'
export const UNREADABLE = 'MOD-UNREADABLE'

/** An error with what happened, what to do and its number. `code` is stable; compare with that. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    /** As `MOD-1103`, or `AWAY` when no answer came at all. */
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly remedy: string,
    /** HTTP status; 0 when no answer came. */
    readonly status: number,
    /** The single flaws of a request that does not fit. */
    readonly flaws: readonly Flaw[] = [],
    /** Names the request in the server's log. */
    readonly requestId = '',
    options?: ErrorOptions,
  ) {
    super(detail || title, options)
  }

  /** Whether the same request may succeed later without anyone changing it. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502
  }
}

/** The error behind an answer that is not a success. */
export async function errorOf(response: Response): Promise<ApiError> {
  const problem = await readProblem(response)
  if (problem) {
    const { code, title, detail, remedy, status, errors, request_id } = problem
    return new ApiError(code, title, detail, remedy ?? '', status, errors ?? [], request_id)
  }
  const at = response.url ? new URL(response.url).pathname : ''
  return new ApiError(UNREADABLE, response.statusText, `${response.status} ${at}`.trim(), '', response.status)
}

/** Any thrown thing as an ApiError, so that one ErrorNote can show it. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new ApiError(UNREADABLE, '', detail, '', -1, [], '', { cause: error })
}

async function readProblem(response: Response): Promise<Problem | null> {
  if (!response.headers.get('content-type')?.includes('application/problem+json')) return null
  try {
    const read: unknown = await response.json()
    return isProblem(read) ? read : null
  } catch {
    return null
  }
}

function isProblem(value: unknown): value is Problem {
  const told = value as Partial<Problem> | null
  return typeof told?.code === 'string' && typeof told.title === 'string' && typeof told.detail === 'string'
}
