/** The likeliest labels, each with how sure the model is, as a number and as a length. */
import type { Guess } from '@/api'
import { inWords } from '@/house'
import { useWords } from '@/locale'
import classes from './LookUp.module.css'

export function Guesses({ top }: { top: readonly Guess[] }) {
  const { t, format } = useWords()
  return (
    <ol className={classes.guesses}>
      {top.map(({ label, confidence }) => (
        <li key={label} className={classes.guess}>
          <span dir="auto">{inWords('category', label, t)}</span>
          <span className="numbers">{format.percent(confidence, 0)}</span>
          <span className={classes.bar} style={{ width: `${Math.max(0.5, confidence * 100)}%` }} aria-hidden />
        </li>
      ))}
    </ol>
  )
}
