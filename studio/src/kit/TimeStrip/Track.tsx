/** Some curves of one unit over time: means as lines, all between least and greatest as a veil behind them. */
import { useWords } from '@/locale'
import { inSight, type Span } from './view'
import classes from './TimeStrip.module.css'

export interface TrackCurve {
  /** Of a channel, short: it stands beside its colour. */
  name: string
  low: readonly number[]
  mean: readonly number[]
  high: readonly number[]
}

export interface StripTrack {
  name: string
  unit: string
  /** Seconds at which each part begins. */
  at: readonly number[]
  curves: readonly TrackCurve[]
  /** A stretch that stands out, with its word: what made a call. */
  lit?: { from: number; to: number; curve: number; label: string } | undefined
}

const WIDE = 1000
const HIGH = 150

export function Track({ track: { name, unit, at, curves, lit }, view }: { track: StripTrack; view: Span }) {
  const { format } = useWords()
  const [first, last] = inSight(at, view)
  const places = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place)
  let least = Infinity
  let most = -Infinity
  for (const { low, high } of curves) {
    for (const place of places) {
      least = Math.min(least, low[place]!)
      most = Math.max(most, high[place]!)
    }
  }
  if (!(most > least)) [least, most] = [Number.isFinite(least) ? least - 1 : -1, Number.isFinite(most) ? most + 1 : 1]
  const x = (second: number) => ((second - view[0]) / (view[1] - view[0])) * WIDE
  const y = (value: number) => HIGH - 4 - ((value - least) / (most - least)) * (HIGH - 8)
  const say = (value: number) => format.number(Number(value.toPrecision(3)))
  const line = (values: readonly number[], back = false) => (back ? [...places].reverse() : places).map((place) => `${x(at[place]!).toFixed(1)} ${y(values[place]!).toFixed(1)}`).join('L')
  return (
    <div className={classes.track}>
      <div className={classes.head}>
        <span>
          {name} <span className="quiet">{unit}</span>
        </span>
        <span className={classes.legend}>
          {curves.map((curve, kind) => (
            <span key={curve.name} data-lit={lit?.curve === kind}>
              <i style={{ background: `var(--kind-${kind + 1})` }} aria-hidden />
              {curve.name}
            </span>
          ))}
        </span>
      </div>
      <div className={classes.drawn}>
        <span className={classes.range} aria-hidden>
          <span>{say(most)}</span>
          <span>{say(least)}</span>
        </span>
        <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden focusable="false">
          {least < 0 && most > 0 ? <path className={classes.zero} d={`M0 ${y(0)}H${WIDE}`} /> : null}
          {lit ? <rect className={classes.lit} x={x(lit.from)} width={Math.max(0, x(lit.to) - x(lit.from))} y={0} height={HIGH} /> : null}
          {curves.map((curve, kind) =>
            places.length > 1 ? (
              <g key={curve.name} data-faint={lit !== undefined && lit.curve !== kind}>
                <path className={classes.veil} style={{ fill: `var(--kind-${kind + 1})` }} d={`M${line(curve.high)}L${line(curve.low, true)}Z`} />
                <path className={classes.line} style={{ stroke: `var(--kind-${kind + 1})` }} d={`M${line(curve.mean)}`} />
              </g>
            ) : null,
          )}
        </svg>
        {lit && lit.to > view[0] && lit.from < view[1] ? (
          <span className={classes.litLabel} style={{ insetInlineStart: `${Math.min(72, Math.max(0, x(lit.from) / 10))}%` }} aria-hidden>
            {lit.label}
          </span>
        ) : null}
      </div>
    </div>
  )
}
