/** A course at a glance, beside words: one line with its band, and marks below the stretches compared. */
import classes from './SmallChart.module.css'

export interface SmallPoint {
  /** null breaks the line. */
  value: number | null
  low: number | null
  high: number | null
}

export interface SmallChartProps {
  /** What it shows, in words: it has neither axes nor names. */
  label: string
  points: readonly SmallPoint[]
  /** Stretches that are compared, by the places of their points, both ends in. */
  compared?: readonly (readonly [number, number])[]
  tone?: 'ink' | 'quiet'
  /** What the height stands for; from zero up without it. A temperature has no zero to begin from. */
  range?: readonly [number, number]
}

const WIDE = 200
const HIGH = 56
/** Below the line: room for the marks. */
const FOOT = 6

export function SmallChart({ label, points, compared = [], tone = 'ink', range }: SmallChartProps) {
  const [least, most] = range ?? [0, mostOf(points)]
  const x = (place: number) => (points.length > 1 ? (place / (points.length - 1)) * WIDE : WIDE / 2)
  // A course without ups and downs lies in the middle.
  const share = (value: number) => (most > least ? Math.min(1, (value - least) / (most - least)) : 0.5)
  const y = (value: number) => HIGH - FOOT - share(value) * (HIGH - FOOT - 2)
  const runs = runsOf(points)
  return (
    <svg className={classes.chart} viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" role="img" aria-label={label} data-tone={tone} focusable="false">
      <path className={classes.ground} d={`M0 ${HIGH - FOOT}H${WIDE}`} />
      {runs.map((run) => (
        <g key={run[0]}>
          <path
            className={classes.band}
            d={`M${run.map((at) => `${x(at)} ${y(points[at]!.high ?? points[at]!.value!)}`).join('L')}L${[...run].reverse().map((at) => `${x(at)} ${y(points[at]!.low ?? points[at]!.value!)}`).join('L')}Z`}
          />
          <path className={classes.line} d={`M${run.map((at) => `${x(at)} ${y(points[at]!.value!)}`).join('L')}`} />
        </g>
      ))}
      {compared.map(([from, to]) => (
        <path key={from} className={classes.compared} d={`M${x(from)} ${HIGH - 1.5}H${x(to)}`} />
      ))}
    </svg>
  )
}

/** The most that is drawn: a band may reach far beyond its line, and is cut there. */
function mostOf(points: readonly SmallPoint[]): number {
  return Math.max(...points.map(({ value, high }) => Math.max(value ?? 0, Math.min(high ?? 0, 1.6 * (value ?? 0)))), Number.EPSILON)
}

/** Stretches of places without a gap. */
function runsOf(points: readonly SmallPoint[]): number[][] {
  const runs: number[][] = [[]]
  points.forEach(({ value }, place) => {
    if (value === null) runs.push([])
    else runs.at(-1)!.push(place)
  })
  return runs.filter((run) => run.length > 0)
}
