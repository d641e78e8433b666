/** What sensors felt after a step: a small curve a quantity, with the least and the most; one is looked at closer. */
import { useState } from 'react'
import type { Device } from '@/api'
import { SmallChart } from '@/kit/SmallChart'
import { useWords } from '@/locale'
import { Closer } from './Closer'
import { deviceWords, measured, quantityWords } from './names'
import type { Curve } from './way'
import classes from './Journey.module.css'

export function Curves({ curves, devices }: { curves: readonly Curve[]; devices: readonly Device[] }) {
  const { t, format, language } = useWords()
  const [open, setOpen] = useState('')
  if (curves.length === 0) return null
  const keyOf = ({ device, quantity }: Curve) => `${device} ${quantity}`
  const closer = curves.find((each) => keyOf(each) === open)
  return (
    <>
      <ul className={classes.curves}>
        {curves.map((curve) => {
          const { device, quantity, unit, points } = curve
          const low = Math.min(...points.map((each) => each.low))
          const high = Math.max(...points.map((each) => each.high))
          const name = quantityWords(quantity, t)
          const whose = deviceWords(device, devices, language)
          const span = { low: measured(low, unit, format), high: measured(high, unit, format) }
          const isOpen = keyOf(curve) === open
          return (
            <li key={keyOf(curve)}>
              <p className="small">
                <button type="button" className={classes.closer} aria-expanded={isOpen} aria-label={t('trace.curve.open', { name, device: whose })} onClick={() => setOpen(isOpen ? '' : keyOf(curve))}>
                  {name}
                </button>{' '}
                <span className="quiet">{t('trace.curve.span', span)}</span>
              </p>
              <SmallChart
                label={t('trace.curve.label', { name, device: whose, ...span })}
                range={[low, high]}
                points={points.map((each) => ({ value: each.mean, low: each.low, high: each.high }))}
              />
              <p className="quiet small">
                {whose} · {format.dateTime(new Date(points[0]!.at))} – {format.dateTime(new Date(points.at(-1)!.at))}
              </p>
            </li>
          )
        })}
      </ul>
      {closer ? <Closer key={open} device={closer.device} name={deviceWords(closer.device, devices, language)} quantity={closer.quantity} unit={closer.unit} since={closer.points[0]!.at} until={closer.points.at(-1)!.at + 1} /> : null}
    </>
  )
}
