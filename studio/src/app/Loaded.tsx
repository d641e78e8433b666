/** What is asked of the server in its four states: on its way, here, here but stale, and refused. */
import type { ReactNode } from 'react'
import { type ApiError, asApiError } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'

interface Asked<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

export interface LoadedProps<T> {
  query: Asked<T>
  skeleton: ReactNode
  /** What to show instead of the error, where an absence is no error but a place still empty. */
  absent?: ((error: ApiError) => ReactNode | null) | undefined
  children: (data: T) => ReactNode
}

export function Loaded<T>({ query, skeleton, absent, children }: LoadedProps<T>) {
  const error = query.error ? asApiError(query.error) : null
  if (error && query.data === undefined) {
    return absent?.(error) ?? <ErrorNote error={error} onRetry={() => void query.refetch()} />
  }
  if (query.data === undefined) return skeleton
  return (
    <>
      {error ? <ErrorNote error={error} onRetry={() => void query.refetch()} compact /> : null}
      {children(query.data)}
    </>
  )
}
