/** Channels over time with bands of what was done below: zoomed by mouse, buttons and keys; a stretch of it is chosen. */
import { ActionIcon } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { FitViewIcon, LeftIcon, RightIcon, ZoomInIcon, ZoomOutIcon } from '@/kit/Icon'
import { Band, type StripBand } from './Band'
import { isWhole, moved, showing, type Span, ticks, zoomed } from './view'
import { type StripTrack, Track } from './Track'
import classes from './TimeStrip.module.css'

export type { BandRun, StripBand } from './Band'
export type { StripTrack, TrackCurve } from './Track'
export type { Span } from './view'

export interface TimeStripProps {
  /** What is drawn, for those who cannot see it. */
  label: string
  /** Seconds of all there is. */
  whole: number
  view: Span
  onView: (view: Span) => void
  /** The moment that is looked at. */
  at: number | null
  onAt: (at: number) => void
  tracks: readonly StripTrack[]
  bands?: readonly StripBand[]
  /** The stretch that is chosen. */
  span?: Span | null
  onSpan?: ((span: Span) => void) | undefined
  /** Seconds from one moment to the next, by arrow key. */
  step?: number
}

const NEARER = 1.6
/** A shorter way is a click. */
const DRAG_PX = 4

export function TimeStrip({ label, whole, view, onView, at, onAt, tracks, bands = [], span = null, onSpan, step = 1 }: TimeStripProps) {
  const { t, format } = useWords()
  const id = useId()
  const plot = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ from: number; to: number; x: number; isDrag: boolean } | null>(null)
  const place = (second: number) => ((second - view[0]) / (view[1] - view[0])) * 100
  const secondAt = (x: number) => {
    const { left, width } = plot.current!.getBoundingClientRect()
    return Math.min(whole, Math.max(0, view[0] + ((x - left) / Math.max(width, 1)) * (view[1] - view[0])))
  }
  const middle = at !== null && at >= view[0] && at <= view[1] ? at : (view[0] + view[1]) / 2
  const zoom = (factor: number, about = middle) => onView(zoomed(view, factor, about, whole))

  // React's wheel listeners cannot keep the page from scrolling.
  const wheel = useRef<(event: WheelEvent) => void>(null)
  useEffect(() => {
    wheel.current = (event) => {
      const isAside = Math.abs(event.deltaX) > Math.abs(event.deltaY)
      if (!event.ctrlKey && !event.metaKey && !isAside) return
      event.preventDefault()
      onView(isAside ? moved(view, event.deltaX / 600, whole) : zoomed(view, event.deltaY < 0 ? NEARER : 1 / NEARER, secondAt(event.clientX), whole))
    }
  })
  useEffect(() => {
    const element = plot.current!
    const turn = (event: WheelEvent) => wheel.current?.(event)
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [])

  const go = (next: number) => {
    const second = Math.min(whole, Math.max(0, next))
    onAt(second)
    onView(showing(view, second, whole))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const now = at ?? view[0]
    const by = event.shiftKey ? step / 10 : step
    const does: Record<string, () => void> = {
      ArrowRight: () => go(Math.floor(now / by + 1 + 1e-6) * by),
      ArrowLeft: () => go(Math.ceil(now / by - 1 - 1e-6) * by),
      Home: () => go(0),
      End: () => go(whole),
      PageUp: () => onView(moved(view, -0.5, whole)),
      PageDown: () => onView(moved(view, 0.5, whole)),
      '+': () => zoom(NEARER),
      '=': () => zoom(NEARER),
      '-': () => zoom(1 / NEARER),
      '0': () => onView([0, whole]),
    }
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : does[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  const down = (event: PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    const from = secondAt(event.clientX)
    setDrag({ from, to: from, x: event.clientX, isDrag: false })
    event.currentTarget.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent) => {
    if (drag) setDrag({ ...drag, to: secondAt(event.clientX), isDrag: drag.isDrag || Math.abs(event.clientX - drag.x) > DRAG_PX })
  }
  const up = (event: PointerEvent) => {
    setDrag(null)
    if (drag?.isDrag && onSpan) onSpan([Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)])
    else if (drag ?? event.pointerType === 'touch') onAt(secondAt(event.clientX))
  }
  const shown: Span | null = drag?.isDrag ? [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] : span
  const written = ticks(view)
  const digits = written.every(Number.isInteger) ? 0 : written.every((each) => Number.isInteger(Number((each * 10).toFixed(3)))) ? 1 : 2
  const said = at === null ? '' : t('kit.strip.second', { at: format.number(at, 1) })
  return (
    <div className={classes.strip} role="group" aria-labelledby={id}>
      <div className={classes.tools}>
        <p className="quiet small" id={id}>
          {label}
        </p>
        <span className={classes.buttons}>
          {(
            [
              ['kit.strip.left', LeftIcon, () => onView(moved(view, -0.5, whole)), view[0] <= 1e-6],
              ['kit.strip.right', RightIcon, () => onView(moved(view, 0.5, whole)), view[1] >= whole - 1e-6],
              ['kit.strip.nearer', ZoomInIcon, () => zoom(NEARER), false],
              ['kit.strip.farther', ZoomOutIcon, () => zoom(1 / NEARER), isWhole(view, whole)],
              ['kit.strip.whole', FitViewIcon, () => onView([0, whole]), isWhole(view, whole)],
            ] as const
          ).map(([key, Icon, act, off]) => (
            <ActionIcon key={key} variant="subtle" aria-label={t(key)} title={t(key)} disabled={off} onClick={act}>
              <Icon size={17} aria-hidden />
            </ActionIcon>
          ))}
        </span>
      </div>
      <div
        ref={plot}
        className={classes.plot}
        role="slider"
        tabIndex={0}
        aria-label={t('kit.strip.moment')}
        aria-describedby={`${id}keys`}
        aria-valuemin={0}
        aria-valuemax={Number(whole.toFixed(3))}
        aria-valuenow={Number((at ?? view[0]).toFixed(3))}
        aria-valuetext={said || t('kit.strip.none')}
        onKeyDown={onKeyDown}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={() => setDrag(null)}
      >
        {tracks.map((track) => (
          <Track key={track.name} track={track} view={view} />
        ))}
        {shown ? <span className={classes.span} style={{ insetInlineStart: `${place(shown[0])}%`, inlineSize: `${place(shown[1]) - place(shown[0])}%` }} aria-hidden /> : null}
        {at !== null && at >= view[0] && at <= view[1] ? <span className={classes.at} style={{ insetInlineStart: `${place(at)}%` }} aria-hidden /> : null}
      </div>
      <p className="unseen" id={`${id}keys`}>
        {t('kit.strip.keys')}
      </p>
      <div className={classes.ticks} aria-hidden>
        {written.map((second) => (
          <span key={second} style={{ insetInlineStart: `${place(second)}%` }}>
            {format.number(second, digits)}
          </span>
        ))}
      </div>
      {bands.map((band) => (
        <Band key={band.name} band={band} view={view} at={at} />
      ))}
    </div>
  )
}
