/** Many things along several axes at once: a line each, better is up; what lies outside the chosen ranges stands back. */
import { RangeSlider } from '@mantine/core'
import { useId } from 'react'
import { useWords } from '@/locale'
import classes from './Parallel.module.css'

export interface ParallelAxis {
  key: string
  label: string
  unit?: string
  range: readonly [number, number]
  /** Which end is up. */
  better: 'higher' | 'lower'
}

export interface ParallelProps {
  label: string
  axes: readonly ParallelAxis[]
  /** A row a thing, in the order of the axes. */
  rows: readonly (readonly number[])[]
  /** What is kept of each axis; an axis without one is kept whole. */
  ranges: Readonly<Record<string, readonly [number, number]>>
  onRange: (key: string, range: readonly [number, number]) => void
  chosen?: number | null
}

const HIGH = 240
const STEPS = 100

/** Which rows lie within all ranges. */
export function within(rows: ParallelProps['rows'], axes: readonly ParallelAxis[], ranges: ParallelProps['ranges']): boolean[] {
  return rows.map((row) =>
    axes.every(({ key }, at) => {
      const kept = ranges[key]
      return !kept || (row[at]! >= kept[0] && row[at]! <= kept[1])
    }),
  )
}

export function Parallel({ label, axes, rows, ranges, onRange, chosen = null }: ParallelProps) {
  const { t, format } = useWords()
  const id = useId()
  const kept = within(rows, axes, ranges)
  const x = (at: number) => ((at + 0.5) / axes.length) * 1000
  const y = (value: number, { range: [low, high], better }: ParallelAxis) => {
    const share = high > low ? (value - low) / (high - low) : 0.5
    return 6 + (better === 'higher' ? 1 - share : share) * (HIGH - 12)
  }
  const line = (row: readonly number[]) => `M${axes.map((axis, at) => `${x(at)} ${y(row[at]!, axis)}`).join('L')}`
  const say = (value: number) => format.number(Number(value.toPrecision(3)))
  return (
    <div className={classes.parallel} role="group" aria-labelledby={id}>
      <p className="unseen" id={id}>
        {label}
      </p>
      <div className={classes.axes} style={{ gridTemplateColumns: `repeat(${axes.length}, minmax(0, 1fr))` }}>
        {axes.map(({ key, label: name, unit, range: [low, high], better }) => (
          <div key={key} className={classes.head}>
            <span>{name}</span>
            <span className="quiet small numbers">
              {say(better === 'higher' ? high : low)} {unit}
            </span>
          </div>
        ))}
      </div>
      <svg className={classes.plot} viewBox={`0 0 1000 ${HIGH}`} preserveAspectRatio="none" aria-hidden focusable="false">
        {rows.map((row, at) => (kept[at] ? null : <path key={at} className={classes.out} d={line(row)} />))}
        {rows.map((row, at) => (kept[at] ? <path key={at} className={classes.in} d={line(row)} /> : null))}
        {axes.map((axis, at) => {
          const range = ranges[axis.key] ?? axis.range
          return (
            <g key={axis.key}>
              <path className={classes.axis} d={`M${x(at)} 6V${HIGH - 6}`} />
              <path className={classes.kept} d={`M${x(at)} ${y(range[0], axis)}V${y(range[1], axis)}`} />
            </g>
          )
        })}
        {chosen !== null && rows[chosen] ? <path className={classes.chosen} d={line(rows[chosen])} /> : null}
      </svg>
      <div className={classes.axes} style={{ gridTemplateColumns: `repeat(${axes.length}, minmax(0, 1fr))` }}>
        {axes.map(({ key, label: name, unit, range: [low, high], better }) => {
          const [from, to] = ranges[key] ?? [low, high]
          const step = (high - low) / STEPS || 1
          return (
            <div key={key} className={classes.head}>
              <span className="quiet small numbers">
                {say(better === 'higher' ? low : high)} {unit}
              </span>
              <RangeSlider
                className={classes.slider!}
                size="xs"
                label={null}
                min={low}
                max={high}
                step={step}
                minRange={0}
                value={[from, to]}
                thumbFromLabel={t('kit.parallel.least', { name })}
                thumbToLabel={t('kit.parallel.most', { name })}
                onChange={(range) => onRange(key, range)}
              />
              <span className="small numbers">{t('kit.parallel.kept', { low: say(from), high: say(to) })}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
