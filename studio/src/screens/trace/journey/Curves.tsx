/** What sensors felt after a step: a small curve a quantity, with the least and the most. */
import { SmallChart } from '@/kit/SmallChart'
import { useWords } from '@/locale'
import { measured, quantityWords } from './names'
import type { Curve } from './way'
import classes from './Journey.module.css'

export function Curves({ curves }: { curves: readonly Curve[] }) {
  const { t, format } = useWords()
  if (curves.length === 0) return null
  return (
    <ul className={classes.curves}>
      {curves.map(({ device, quantity, unit, points }) => {
        const low = Math.min(...points.map((each) => each.low))
        const high = Math.max(...points.map((each) => each.high))
        const name = quantityWords(quantity, t)
        const span = { low: measured(low, unit, format), high: measured(high, unit, format) }
        return (
          <li key={`${device} ${quantity}`}>
            <p className="small">
              {name} <span className="quiet">{t('trace.curve.span', span)}</span>
            </p>
            <SmallChart
              label={t('trace.curve.label', { name, device, ...span })}
              range={[low, high]}
              points={points.map((each) => ({ value: each.mean, low: each.low, high: each.high }))}
            />
            <p className="quiet small">
              {device} · {format.dateTime(new Date(points[0]!.at))} – {format.dateTime(new Date(points.at(-1)!.at))}
            </p>
          </li>
        )
      })}
    </ul>
  )
}
