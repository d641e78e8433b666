/** Limits of one's own: from where to where a quantity of a device may be. */
import { Button, NumberInput, Select } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type Device, type SupplyLimit, useLimitGiven, useLimits } from '@/api'
import { Loaded, Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import { deviceWords, measured, quantityWords } from '../journey/names'
import classes from './Settings.module.css'

const UNITS: Record<string, string> = { Temperature: 'CEL', RelativeHumidity: 'P1', Acceleration: 'MSK', Power: 'KWT' }

export function Limits({ devices }: { devices: readonly Device[] }) {
  const { t, language, format } = useWords()
  const limits = useLimits()
  const give = useLimitGiven()
  return (
    <Section title={t('trace.limits.title')}>
      <p className="quiet small">{t('trace.limits.what')}</p>
      <Give devices={devices} />
      <Loaded query={limits} skeleton={<TableSkeleton columns={2} rows={2} />}>
        {(found) =>
          found.length === 0 ? (
            <p className="quiet">{t('trace.limits.none')}</p>
          ) : (
            <ul className={classes.list}>
              {found.map((limit) => {
                const name = deviceWords(limit.device, devices, language)
                const quantity = quantityWords(limit.quantity, t)
                return (
                  <li key={`${limit.device} ${limit.quantity}`} className={classes.setting}>
                    <p className={classes.head}>
                      <bdi>{name}</bdi> <span className="quiet">{quantity}</span> <span className="numbers">{betweenWords(limit, t, format)}</span>
                    </p>
                    <p className={classes.head}>
                      <span className="small quiet">
                        {t('trace.limits.by', { who: limit.set_by })}, {format.ago(new Date(limit.set_at))}
                      </span>
                      <Button size="compact-sm" variant="subtle" aria-label={t('trace.limits.forgetOf', { quantity, name })} onClick={() => give.mutate({ device: limit.device, quantity: limit.quantity })}>
                        {t('trace.limits.forget')}
                      </Button>
                    </p>
                  </li>
                )
              })}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Give({ devices }: { devices: readonly Device[] }) {
  const { t, language } = useWords()
  const give = useLimitGiven()
  const [device, setDevice] = useState<string | null>(null)
  const [quantity, setQuantity] = useState('Temperature')
  const [low, setLow] = useState<string | number>('')
  const [high, setHigh] = useState<string | number>('')
  const end = (typed: string | number) => (typed === '' ? null : Number(typed))
  const set = (event: FormEvent) => {
    event.preventDefault()
    if (device) give.mutate({ device, quantity, low: end(low), high: end(high) })
  }
  return (
    <form className={classes.form} onSubmit={set}>
      <Select label={t('trace.limits.device')} searchable data={devices.map(({ id }) => ({ value: id, label: deviceWords(id, devices, language) }))} value={device} onChange={setDevice} />
      <Select label={t('trace.limits.quantity')} allowDeselect={false} data={Object.keys(UNITS).map((each) => ({ value: each, label: quantityWords(each, t) }))} value={quantity} onChange={(chosen) => setQuantity(chosen ?? 'Temperature')} />
      <NumberInput label={t('trace.limits.low')} value={low} onChange={setLow} hideControls />
      <NumberInput label={t('trace.limits.high')} value={high} onChange={setHigh} hideControls />
      <Button type="submit" variant="default" loading={give.isPending} disabled={!device || (low === '' && high === '')}>
        {t('trace.limits.set')}
      </Button>
      {give.error ? <ErrorNote error={asApiError(give.error)} compact /> : null}
    </form>
  )
}

function betweenWords({ quantity, low, high }: SupplyLimit, t: Say, format: Format): string {
  const say = (value: number) => measured(value, UNITS[quantity] ?? '', format)
  if (low === null) return t('trace.limits.below', { high: say(high ?? 0) })
  return high === null ? t('trace.limits.above', { low: say(low) }) : t('trace.limits.between', { low: say(low), high: say(high) })
}
