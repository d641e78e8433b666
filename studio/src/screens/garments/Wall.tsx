/**
 * The wall of garments: as many as the shop has, of which only those in sight are in the document.
 *
 * Arrows walk, Space selects, Shift extends, Enter opens; which place is at the top is told to the address.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { asApiError, type Sort, useGarmentsAt, type Wanted } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { Cell } from './Cell'
import { isSelected, type Selection } from './selection'
import { pagesOf, shapeOf, stepOf } from './shape'
import type { View } from './wanted'
import classes from './Wall.module.css'

/** What covers the top of the window: bar and tools. */
const COVERED = 124
const TELL_AFTER_MS = 250
/** Rows beyond each edge of the window: more than one turn of a wheel. */
const AHEAD = 3

export interface WallProps {
  wanted: Wanted
  sort: Sort
  view: View
  ratio: number
  tiny: boolean
  count: number
  selection: Selection
  /** The place that was at the top, from the address. */
  startAt: number
  onPlace: (place: number) => void
  /** Select this garment; with `from`, all between the two places. */
  onSelect: (id: string, selected: boolean, places?: readonly [number, number]) => void
  /** A plain click or Enter; modified clicks are the browser's. */
  onOpen: (id: string) => boolean
  onClear: () => void
}

export function Wall(props: WallProps) {
  const { wanted, sort, view, ratio, tiny, count, selection, startAt, onPlace, onSelect, onOpen, onClear } = props
  const { t } = useWords()
  const wall = useRef<HTMLDivElement | null>(null)
  const width = useWidth(wall)
  const [margin, setMargin] = useState(0)
  const { columns, rowHeight, cardWidth } = shapeOf(width || 1000, view, ratio, tiny)
  const rows = Math.ceil(count / columns)
  const virtual = useWindowVirtualizer({
    count: rows,
    estimateSize: () => rowHeight,
    overscan: AHEAD,
    // The rows ahead stand there already: the scroll is painted first, the next ones come after it.
    useFlushSync: false,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 24,
  })
  const shown = virtual.getVirtualItems()
  const first = (shown[0]?.index ?? 0) * columns
  const last = Math.min(count - 1, ((shown.at(-1)?.index ?? 0) + 1) * columns - 1)
  const { at, error, refetch } = useGarmentsAt(wanted, sort, count > 0 ? pagesOf(first, last) : [])

  useLayoutEffect(() => {
    const place = wall.current?.getBoundingClientRect().top
    if (place !== undefined) setMargin(Math.round(place + window.scrollY))
  }, [width, count])
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useStartAt(width > 0 ? startAt : 0, (place) => virtual.scrollToIndex(Math.floor(place / columns), { align: 'start' }))
  useTellPlace(() => {
    const offset = (virtual.scrollOffset ?? 0) + COVERED - margin
    return Math.max(0, Math.floor(offset / rowHeight)) * columns
  }, onPlace)

  const focusWanted = useRef<number | null>(null)
  useEffect(() => {
    if (focusWanted.current === null) return
    const link = linkAt(wall.current, focusWanted.current)
    if (!link) return
    focusWanted.current = null
    link.focus({ preventScroll: true })
  })
  const anchor = useRef<number | null>(null)
  const latest = useRef({ at, onSelect })
  useEffect(() => {
    latest.current = { at, onSelect }
  })
  const select = useCallback((place: number, selected: boolean, range: boolean) => {
    const garment = latest.current.at(place)
    if (!garment) return
    const from = range ? anchor.current : null
    if (from === null || from === place) {
      anchor.current = place
      latest.current.onSelect(garment.id, selected)
    } else {
      latest.current.onSelect(garment.id, true, [Math.min(from, place), Math.max(from, place)])
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target)
    if (place === null || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Escape') return onClear()
    const garment = at(place)
    if (event.key === ' ' && garment && (event.target as Element).tagName === 'A') {
      event.preventDefault()
      return select(place, !isSelected(selection, garment.id), event.shiftKey)
    }
    const inSight = Math.max(1, Math.floor((window.innerHeight - COVERED) / rowHeight))
    const next = stepOf(event.key, place, count, columns, inSight)
    if (next === null) return
    event.preventDefault()
    if (event.shiftKey) {
      anchor.current ??= place
      select(next, true, true)
    } else {
      anchor.current = next
    }
    focusWanted.current = next
    virtual.scrollToIndex(Math.floor(next / columns))
    linkAt(wall.current, next)?.focus({ preventScroll: true })
  }
  const onClickCapture = (event: MouseEvent) => {
    const place = placeOf(event.target)
    if (place === null || event.button !== 0 || !(event.target as Element).closest('a')) return
    const garment = at(place)
    if (!garment) return
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      event.preventDefault()
      select(place, !isSelected(selection, garment.id), event.shiftKey)
    } else if (onOpen(garment.id)) {
      event.preventDefault()
    }
  }

  return (
    <>
      {error ? <ErrorNote error={asApiError(error)} onRetry={refetch} /> : null}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its links have the focus; it only helps them walk */}
      <div
        ref={wall}
        className={classes.wall}
        style={{ height: virtual.getTotalSize() }}
        role="list"
        aria-label={t('garments.wall', { count })}
        onKeyDown={onKeyDown}
        onClickCapture={onClickCapture}
      >
        {(width > 0 ? shown : []).map((row) => (
          <div
            key={row.key}
            className={classes.row}
            role="presentation"
            style={{
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              height: rowHeight,
              transform: `translateY(${row.start - margin}px)`,
            }}
          >
            {Array.from({ length: Math.min(columns, count - row.index * columns) }, (_, column) => {
              const place = row.index * columns + column
              const garment = at(place)
              return (
                <div key={column} className={classes.cell} role="listitem" aria-setsize={count} aria-posinset={place + 1} data-place={place}>
                  <Cell
                    place={place}
                    garment={garment}
                    selected={garment ? isSelected(selection, garment.id) : false}
                    view={view}
                    ratio={ratio}
                    cardWidth={Math.ceil(cardWidth)}
                    onSelect={select}
                  />
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </>
  )
}

/** The wall's width, known before anything is painted; 0 until then. */
function useWidth(wall: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = wall.current
    if (!element) return
    const look = () => setWidth(Math.floor(element.getBoundingClientRect().width))
    look()
    const watch = new ResizeObserver(look)
    watch.observe(element)
    return () => watch.disconnect()
  }, [wall])
  return width
}

/** Goes once to the place that the address names, as soon as the wall has its measures. */
function useStartAt(place: number, go: (place: number) => void): void {
  const gone = useRef(false)
  useEffect(() => {
    if (place <= 0 || gone.current) return
    gone.current = true
    // After the shell's own memory of the page, which knows pixels and not garments.
    requestAnimationFrame(() => requestAnimationFrame(() => go(place)))
  })
}

/** Tells the place at the top, a moment after the scrolling. */
function useTellPlace(now: () => number, tell: (place: number) => void): void {
  const latest = useRef({ now, tell })
  useEffect(() => {
    latest.current = { now, tell }
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const scrolled = () => {
      clearTimeout(timer)
      timer = setTimeout(() => latest.current.tell(latest.current.now()), TELL_AFTER_MS)
    }
    window.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('scroll', scrolled)
    }
  }, [])
}

function placeOf(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-place]') : null
  return cell ? Number(cell.dataset.place) : null
}

function linkAt(wall: HTMLElement | null, place: number): HTMLElement | null {
  return wall?.querySelector<HTMLElement>(`[data-place="${place}"] a`) ?? null
}
