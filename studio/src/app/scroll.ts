/** Where one was on a page: a new page begins at its top, going back finds the old place. */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation, useNavigationType } from 'react-router'

const STORED = 'modiste.scroll'
/** For so long a page that is being filled again is scrolled back to where it was. */
const PATIENCE_MS = 1_500

export function useScrollMemory(): void {
  const { key, pathname } = useLocation()
  const kind = useNavigationType()
  const places = useRef<Record<string, number>>(undefined)
  places.current ??= read()
  const before = useRef(pathname)

  useEffect(() => {
    history.scrollRestoration = 'manual'
    const note = () => {
      places.current![key] = window.scrollY
    }
    window.addEventListener('scroll', note, { passive: true })
    const keep = () => sessionStorage.setItem(STORED, JSON.stringify(Object.fromEntries(Object.entries(places.current!).slice(-60))))
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('scroll', note)
      window.removeEventListener('pagehide', keep)
    }
  }, [key])

  useLayoutEffect(() => {
    const isSamePage = before.current === pathname
    before.current = pathname
    const wanted = kind === 'POP' ? (places.current![key] ?? 0) : 0
    // A changed query (a facet, a search) is the same page: nobody wants to be thrown to its top.
    if (kind !== 'POP' && isSamePage) return
    window.scrollTo(0, wanted)
    if (wanted === 0) return
    // The page may not be as long yet as it was; it is watched until it is, or until someone scrolls.
    const until = performance.now() + PATIENCE_MS
    const watch = new ResizeObserver(() => {
      window.scrollTo(0, wanted)
      if (performance.now() > until || window.scrollY >= wanted - 1) watch.disconnect()
    })
    watch.observe(document.body)
    const stop = () => watch.disconnect()
    window.addEventListener('wheel', stop, { once: true, passive: true })
    window.addEventListener('keydown', stop, { once: true })
    return () => {
      stop()
      window.removeEventListener('wheel', stop)
      window.removeEventListener('keydown', stop)
    }
  }, [key, kind, pathname])
}

function read(): Record<string, number> {
  try {
    return JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as Record<string, number>
  } catch {
    return {}
  }
}
