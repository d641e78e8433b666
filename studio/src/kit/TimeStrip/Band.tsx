/** What was done when, or what was said of it: one stretch beside the other, each can be chosen. */
import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '@/locale'
import type { Span } from './view'
import classes from './TimeStrip.module.css'

export interface BandRun {
  from: number
  to: number
  label: string
  /** Which colour of the kinds, from 0; the same thing has the same one in every band. */
  kind: number
  /** Said in words beside the label: how sure, whether it is right. */
  note?: string
  /** Not as the band above says. */
  isWrong?: boolean
  /** Doubted: drawn thin. */
  isFaint?: boolean
  /** A person said so. */
  isCorrected?: boolean
}

export interface StripBand {
  name: string
  runs: readonly BandRun[]
  onPick?: ((run: BandRun) => void) | undefined
}

export function Band({ band: { name, runs, onPick }, view, at }: { band: StripBand; view: Span; at: number | null }) {
  const { t, format } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const [here, setHere] = useState(0)
  const shown = runs.filter(({ from, to }) => to > view[0] && from < view[1])
  const current = Math.min(here, Math.max(0, shown.length - 1))
  const place = (second: number) => ((Math.min(view[1], Math.max(view[0], second)) - view[0]) / (view[1] - view[0])) * 100
  const go = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -shown.length, End: shown.length }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(shown.length - 1, Math.max(0, current + step))
    setHere(next)
    box.current?.querySelectorAll<HTMLElement>('button')[next]?.focus()
  }
  return (
    <div className={classes.band}>
      <span className="label">{name}</span>
      { }
      <div ref={box} className={classes.runs} role="toolbar" aria-label={name} onKeyDown={go}>
        {shown.map((run, index) => {
          const { from, to, label, kind, note } = run
          const wide = place(to) - place(from)
          const words = t('kit.strip.run', { label, from: format.number(from, 1), to: format.number(to, 1) })
          return (
            <button
              key={`${from} ${to}`}
              type="button"
              className={classes.run}
              style={{ insetInlineStart: `${place(from)}%`, inlineSize: `${wide}%`, '--kind': `var(--kind-${1 + (kind % 8)})` } as React.CSSProperties}
              data-wrong={run.isWrong}
              data-faint={run.isFaint}
              data-corrected={run.isCorrected}
              data-here={at !== null && at >= from && at < to}
              aria-label={note ? `${words}, ${note}` : words}
              title={note ? `${label}, ${note}` : label}
              tabIndex={index === current ? 0 : -1}
              aria-disabled={!onPick}
              onFocus={() => setHere(index)}
              onClick={() => onPick?.(run)}
            >
              <span dir="auto">{label}</span>
            </button>
          )
        })}
      </div>
    </div>
  )
}
