/** Who we are to the server, and how it is doing, as hooks. */
import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { get } from './client'
import { type Connection, connection } from './connection'
import { keyOf } from './queries'

export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.current)
}

/** The caller's name and scopes; a part of the studio that needs a scope asks here before it offers itself. */
export function useCaller() {
  return useQuery({
    queryKey: keyOf('/api/v1/session'),
    queryFn: ({ signal }) => get('/api/v1/session', { signal }),
    staleTime: 5 * 60_000,
  })
}
