/** A number that says what it is, in which unit, how sure, how obtained, and compared with what. */
import { useId } from 'react'
import { useWords } from '@/locale'
import { type How, HowBadge } from '@/kit/HowBadge'
import { type FigureStyle, written } from './written'
import classes from './Figure.module.css'

export { type FigureStyle, written } from './written'

export interface FigureComparison {
  value: number
  /** With what: "in production now", "last season". */
  label: string
  /** Which way is good; without it a difference is neither. */
  better?: 'higher' | 'lower'
}

export interface FigureProps {
  label: string
  /** null: not known (yet); it shows as a dash, never as 0, and how it was obtained is not said. */
  value: number | null
  style?: FigureStyle
  unit?: string
  digits?: number
  /** The 95 % interval. A predicted value should have one. */
  interval?: readonly [number, number] | null
  how: How
  /** From what: "10,000 test images, 3 seeds". */
  source?: string
  comparison?: FigureComparison
  size?: 'large' | 'small'
}

export function Figure(props: FigureProps) {
  const { label, value, style = 'number', unit, digits, interval, how, source, comparison, size = 'large' } = props
  const { t, format } = useWords()
  const id = useId()
  const say = (number: number) => written(number, style, digits, format)
  return (
    <div className={classes.figure} data-size={size} role="group" aria-labelledby={id}>
      <div className="label" id={id}>
        {label}
      </div>
      <div className={classes.value}>
        {value === null ? <span aria-label={t('kit.figure.unknown')}>–</span> : say(value)}
        {unit && value !== null ? <span className={classes.unit}>{unit}</span> : null}
      </div>
      {interval && value !== null ? (
        <div className={classes.interval}>
          <Whisker value={value} interval={interval} />
          <span>{t('kit.figure.interval', { low: say(interval[0]), high: say(interval[1]) })}</span>
        </div>
      ) : null}
      {comparison && value !== null ? <Comparison value={value} comparison={comparison} say={say} style={style} /> : null}
      <div className={classes.foot}>
        {value === null ? null : <HowBadge how={how} />}
        {source ? <span className={classes.source}>{source}</span> : null}
      </div>
    </div>
  )
}

/** The interval as a line with the value on it: is the value in the middle, or does one side reach far? */
function Whisker({ value, interval: [low, high] }: { value: number; interval: readonly [number, number] }) {
  const at = high > low ? Math.min(1, Math.max(0, (value - low) / (high - low))) : 0.5
  return (
    <svg className={classes.whisker} viewBox="0 0 48 8" aria-hidden focusable="false">
      <path d="M1 1v6M1 4h46M47 1v6" />
      <circle cx={1 + at * 46} cy="4" r="2.6" />
    </svg>
  )
}

interface ComparisonProps {
  value: number
  comparison: FigureComparison
  say: (value: number) => string
  style: FigureStyle
}

function Comparison({ value, comparison, say, style }: ComparisonProps) {
  const { t, format } = useWords()
  const difference = value - comparison.value
  const isSame = say(value) === say(comparison.value)
  const isBetter = comparison.better && (comparison.better === 'higher' ? difference > 0 : difference < 0)
  const tone = isSame || !comparison.better ? 'even' : isBetter ? 'good' : 'bad'
  const sign = difference > 0 ? '+' : '−'
  // A difference of shares is in points; "per cent" would mean a share of a share.
  const size =
    style === 'percent'
      ? t('kit.figure.points', { value: format.number(Math.abs(difference) * 100, 1) })
      : say(Math.abs(difference))
  return (
    <div className={classes.comparison} data-tone={tone}>
      <span className={classes.difference}>{isSame ? t('kit.figure.same') : `${sign}${size}`}</span>{' '}
      <span className="quiet">{t('kit.figure.against', { value: say(comparison.value), label: comparison.label })}</span>
    </div>
  )
}
