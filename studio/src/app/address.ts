/** State that lives in the address: it survives a reload, can be linked to, and goes back with the browser. */
import { useCallback } from 'react'
import { useLocation, useSearchParams } from 'react-router'

/**
 * The query of the address as plain values, and a way to change some of them; null or '' takes one away,
 * several values stand side by side.
 *
 * Changes replace the entry unless `{ push: true }`: a person goes back over pages, not over every click of a facet.
 */
export function useAddress() {
  const [search, setSearch] = useSearchParams()
  const { pathname } = useLocation()
  const change = useCallback(
    (changes: Record<string, string | readonly string[] | null | undefined>, options: { push?: boolean } = {}) => {
      setSearch(
        (before) => {
          // The router draws an address a moment after the browser has it; two changes at once must both stay.
          const next = new URLSearchParams(window.location.pathname === pathname ? window.location.search : before)
          for (const [name, value] of Object.entries(changes)) {
            next.delete(name)
            for (const each of typeof value === 'string' ? [value] : (value ?? [])) if (each) next.append(name, each)
          }
          return next
        },
        { replace: !options.push, preventScrollReset: true },
      )
    },
    [setSearch, pathname],
  )
  return { query: search, change }
}

/** Writes into the address what only a reload or a link will read, such as a place in a wall: nothing is drawn anew. */
export function noteInAddress(name: string, value: string): void {
  const next = new URL(window.location.href)
  if (value) next.searchParams.set(name, value)
  else next.searchParams.delete(name)
  window.history.replaceState(window.history.state, '', next)
}
