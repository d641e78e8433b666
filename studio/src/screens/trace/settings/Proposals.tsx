/** What devices could be set to: proposed from their readings, with what it brings; set once approved, taken back. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type Device, type SupplySetting, useProposal, useSettingDecision, useSettingsOfDevices } from '@/api'
import { Loaded, Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import { deviceWords, measured, quantityWords } from '../journey/names'
import classes from './Settings.module.css'

const REPORTS = 'every_ms'
const SET_POINT = 'Temperature'
const CURVES = ['Temperature', 'RelativeHumidity', 'Power', 'Acceleration'] as const
const UNITS: Record<string, string> = { Temperature: 'CEL', RelativeHumidity: 'P1', Power: 'KWT', Acceleration: 'MSK' }

export function Proposals({ devices }: { devices: readonly Device[] }) {
  const { t, language } = useWords()
  const settings = useSettingsOfDevices()
  return (
    <Section title={t('trace.control.title')}>
      <Propose devices={devices} />
      <Loaded query={settings} skeleton={<TableSkeleton columns={2} rows={4} />}>
        {(found) =>
          found.length === 0 ? (
            <p className="quiet">{t('trace.control.none')}</p>
          ) : (
            <ul className={classes.list}>
              {found.map((each) => (
                <One key={each.id} setting={each} name={deviceWords(each.device, devices, language)} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function One({ setting, name }: { setting: SupplySetting; name: string }) {
  const { t, format } = useWords()
  const decide = useSettingDecision()
  const [note, setNote] = useState('')
  const { state, low, high, was, value, taken } = setting
  const say = (at: number) => valueWords(setting.name, at, t, format)
  const isOpen = state === 'proposed' || state === 'approved'
  return (
    <li className={classes.setting} data-state={state}>
      <p className={classes.head}>
        <strong>{t(`trace.control.state.${state}`)}</strong>
        <bdi>{name}</bdi>
        <span className="quiet">{setting.name === REPORTS ? t('trace.control.every') : t('trace.control.setpoint')}</span>
        <span className="numbers">{t('trace.control.from', { was: say(was), value: say(value) })}</span>
      </p>
      <p className="small">
        {gainWords(setting, t, format)} <HowBadge how="predicted" bare />
      </p>
      <p className="small quiet">
        {t('trace.control.bounds', { low: say(low), high: say(high) })} · {t('trace.control.by', { who: setting.decided_by || setting.made_by, when: format.ago(new Date(setting.decided_at || setting.made_at)) })}
        {setting.note ? `: ${setting.note}` : ''}
      </p>
      {state === 'approved' || state === 'reversed' ? (
        <p className="small">{taken && taken.value === (state === 'approved' ? value : was) ? t('trace.control.taken', { value: say(taken.value), when: format.ago(new Date(taken.at)) }) : t('trace.control.waiting')}</p>
      ) : null}
      {isOpen ? (
        <div className={classes.decide}>
          <TextInput size="xs" maxLength={1000} aria-label={t('trace.control.note', { name })} placeholder={t('trace.control.noteHint')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          {state === 'proposed' ? (
            <>
              <Button size="compact-sm" loading={decide.isPending} onClick={() => decide.mutate({ id: setting.id, verb: 'approve', note })}>
                {t('trace.control.approve')}
              </Button>
              <Button size="compact-sm" variant="default" disabled={decide.isPending} onClick={() => decide.mutate({ id: setting.id, verb: 'refuse', note })}>
                {t('trace.control.refuse')}
              </Button>
            </>
          ) : (
            <Button size="compact-sm" variant="default" loading={decide.isPending} onClick={() => decide.mutate({ id: setting.id, verb: 'reverse', note })}>
              {t('trace.control.reverse')}
            </Button>
          )}
        </div>
      ) : null}
    </li>
  )
}

function Propose({ devices }: { devices: readonly Device[] }) {
  const { t, language } = useWords()
  const propose = useProposal()
  const [device, setDevice] = useState<string | null>(null)
  const [name, setName] = useState<string>(REPORTS)
  const [quantity, setQuantity] = useState<string>(SET_POINT)
  const [tolerance, setTolerance] = useState<string | number>('')
  const [low, setLow] = useState<string | number>(90)
  const [high, setHigh] = useState<string | number>(98)
  const isHowOften = name === REPORTS
  const ask = (event: FormEvent) => {
    event.preventDefault()
    if (!device) return
    propose.mutate(isHowOften ? { device, name, quantity, tolerance: tolerance === '' ? null : Number(tolerance) } : { device, name, quantity, low: Number(low), high: Number(high) })
  }
  return (
    <form className={classes.form} onSubmit={ask}>
      <Select label={t('trace.control.device')} searchable data={devices.map(({ id }) => ({ value: id, label: deviceWords(id, devices, language) }))} value={device} onChange={setDevice} />
      <Select
        label={t('trace.control.name')}
        allowDeselect={false}
        data={[
          { value: REPORTS, label: t('trace.control.every') },
          { value: SET_POINT, label: t('trace.control.setpoint') },
        ]}
        value={name}
        onChange={(chosen) => setName(chosen ?? REPORTS)}
      />
      {isHowOften ? (
        <>
          <Select label={t('trace.control.curve')} allowDeselect={false} data={CURVES.map((each) => ({ value: each, label: quantityWords(each, t) }))} value={quantity} onChange={(chosen) => setQuantity(chosen ?? SET_POINT)} />
          <NumberInput label={t('trace.control.tolerance')} value={tolerance} onChange={setTolerance} min={0} hideControls />
        </>
      ) : (
        <>
          <NumberInput label={t('trace.control.low')} value={low} onChange={setLow} hideControls suffix=" °C" />
          <NumberInput label={t('trace.control.high')} value={high} onChange={setHigh} hideControls suffix=" °C" />
        </>
      )}
      <Button type="submit" variant="default" loading={propose.isPending} disabled={!device}>
        {t('trace.control.propose')}
      </Button>
      {propose.error ? <ErrorNote error={asApiError(propose.error)} compact /> : null}
    </form>
  )
}

function valueWords(name: string, value: number, t: Say, format: Format): string {
  if (name !== REPORTS) return measured(value, 'CEL', format)
  return value >= 60_000 ? t('trace.control.minutes', { minutes: format.number(value / 60_000) }) : t('trace.control.seconds', { seconds: format.number(value / 1000) })
}

function gainWords({ name, quantity, gain, gain_low, gain_high, error, count }: SupplySetting, t: Say, format: Format): string {
  if (name === REPORTS) return t('trace.control.saves', { share: format.percent(gain, 0), error: measured(error, UNITS[quantity] ?? '', format) })
  return t('trace.control.savesEnergy', { gain: format.number(gain, 2), low: format.number(gain_low, 2), high: format.number(gain_high, 2), number: format.number(count) })
}
