/** Devices with what they read now; one that is silent says since when. */
import { useState } from 'react'
import { HowBadge } from '@/kit/HowBadge'
import { SmallChart } from '@/kit/SmallChart'
import { useWords } from '@/locale'
import { Closer } from '../journey/Closer'
import { deviceWords, measured, quantityWords } from '../journey/names'
import type { LiveDevice } from './live'
import classes from './Supply.module.css'

const HOUR = 3_600_000
const WEEK = 7 * 24 * HOUR

export function DeviceGrid({ devices, now }: { devices: readonly LiveDevice[]; now: number }) {
  const { t, format, language } = useWords()
  const [open, setOpen] = useState('')
  return (
    <ul className={classes.devices}>
      {devices.map(({ device, isSilent, isSimulated, curves }) => (
        <li key={device.id} className={classes.device} data-open={open.startsWith(`${device.id} `)}>
          <h3 className={classes.name}>
            <bdi>{deviceWords(device.id, [device], language)}</bdi>
          </h3>
          <p className="small quiet">
            <span className={classes.heard} data-silent={isSilent} aria-hidden />
            {device.heard_at === 0 ? t('trace.device.never') : t(isSilent ? 'trace.device.silent' : 'trace.device.heard', { when: format.ago(new Date(device.heard_at), new Date(now)) })}
          </p>
          {isSimulated ? (
            <p>
              <HowBadge how="synthetic" />
            </p>
          ) : null}
          {device.gaps.length > 0 || device.set_aside > 0 ? (
            <p className={`small ${classes.lost}`}>{t('trace.device.lost', { gaps: device.gaps.length, aside: device.set_aside })}</p>
          ) : null}
          {curves.length === 0 ? <p className="small quiet">{t('trace.device.nothing')}</p> : null}
          <dl className={classes.values}>
            {curves.map(({ quantity, unit, points }) => {
              const name = quantityWords(quantity, t)
              const range = [Math.min(...points.map(({ low }) => low)), Math.max(...points.map(({ high }) => high))] as const
              const value = measured(points.at(-1)!.mean, unit, format)
              const key = `${device.id} ${quantity}`
              const isOpen = key === open
              return (
                <div key={quantity}>
                  <dt className="small">
                    <button type="button" className={classes.closer} aria-expanded={isOpen} aria-label={t('trace.curve.open', { name, device: deviceWords(device.id, [device], language) })} onClick={() => setOpen(isOpen ? '' : key)}>
                      {name}
                    </button>
                  </dt>
                  <dd className={classes.value}>{value}</dd>
                  <dd>
                    <SmallChart tone="quiet" label={t('trace.device.course', { name, value })} range={range} points={points.map(({ mean, low, high }) => ({ value: mean, low, high }))} />
                    {isOpen ? <Closer device={device.id} name={deviceWords(device.id, [device], language)} quantity={quantity} unit={unit} since={device.heard_at - WEEK} until={device.heard_at + HOUR} /> : null}
                  </dd>
                </div>
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}
