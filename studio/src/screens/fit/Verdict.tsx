/** What a zone's ease means: a word, and a mark whose shape says it without colour. */
import type { Zone } from '@/api'
import { useWords } from '@/locale'
import classes from './Result.module.css'

type Meaning = Zone['verdict']

/** The body as a dot, the cloth as two strokes: how far they stand from it, and whether they press. */
const MARKS: Record<Meaning, string> = {
  pulls: 'M1 8h4M5 8 3 6M5 8l-2 2M15 8h-4M11 8l2-2M11 8l2 2',
  snug: 'M5 4v8M11 4v8',
  right: 'M3.5 4v8M12.5 4v8',
  roomy: 'M2 4v8M14 4v8M5 8H4M12 8h-1',
  swims: 'M5.5 8H1M1 8l2-2M1 8l2 2M10.5 8H15M15 8l-2-2M15 8l-2 2',
}

export function Verdict({ meaning }: { meaning: Meaning }) {
  const { t } = useWords()
  return (
    <span className={classes.verdict} data-meaning={meaning}>
      <svg viewBox="0 0 16 16" aria-hidden focusable="false">
        <circle cx="8" cy="8" r="1.6" />
        <path d={MARKS[meaning]} />
      </svg>
      {t(`fit.verdict.${meaning}`)}
    </span>
  )
}
