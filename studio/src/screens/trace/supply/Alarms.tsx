/** What is wrong, how gravely, since when and why; an alarm is seen with a note, and that is taken back. */
import { Switch } from '@mantine/core'
import { useId, useState } from 'react'
import { type Device, type SupplyAlarm, useAlarms } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { deviceWords } from '../journey/names'
import { type Cause, causesOf } from './causes'
import { Seen } from './Seen'
import classes from './Supply.module.css'

export interface AlarmsProps {
  /** Those of which alarms are shown; the names of others are their ids. */
  devices: readonly Device[]
  /** Only these devices', where a place is chosen. */
  only?: readonly string[] | undefined
}

export function Alarms({ devices, only }: AlarmsProps) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const isOver = query.get('over') === 'yes'
  const alarms = useAlarms(isOver)
  return (
    <Section title={t('trace.alarms.title')} actions={<Switch size="sm" label={t('trace.alarms.over')} checked={isOver} onChange={(event) => change({ over: event.currentTarget.checked ? 'yes' : null })} />}>
      <Loaded query={alarms} skeleton={<TableSkeleton columns={1} rows={3} />}>
        {(all) => {
          const found = only ? all.filter(({ device }) => only.includes(device)) : all
          if (found.length === 0) return <p className="quiet">{t('trace.alarms.none')}</p>
          return (
            <>
              <p className="quiet small">{t('trace.alarms.count', { count: found.length, number: format.number(found.length) })}</p>
              <ul className={classes.alarms}>
                {causesOf(found).map((cause) => (
                  <One key={cause.alarm.id} cause={cause} name={deviceWords(cause.alarm.device, devices, language)} />
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function One({ cause: { alarm, others, severity }, name }: { cause: Cause; name: string }) {
  const { t, format } = useWords()
  const [isOpen, setOpen] = useState(false)
  const list = useId()
  return (
    <li className={classes.alarm} data-severity={severity} data-over={alarm.ended_at > 0}>
      <p className={classes.grave}>
        <strong>{t(`trace.alarms.severity.${severity}`)}</strong>
        <span className="quiet small">
          <bdi>{name}</bdi> · <When alarm={alarm} />
        </span>
      </p>
      <Why alarm={alarm} />
      {others.length > 0 ? (
        <>
          <button type="button" className={`link small ${classes.repeats}`} aria-expanded={isOpen} aria-controls={list} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'trace.alarms.less' : 'trace.alarms.repeats', { count: others.length, number: format.number(others.length) })}
          </button>
          <ul className={classes.again} id={list} hidden={!isOpen} aria-label={t('trace.alarms.earlier', { name })}>
            {others.map((each) => (
              <li key={each.id}>
                <p className="quiet small">
                  {t(`trace.alarms.severity.${each.severity}`)} · <When alarm={each} />
                </p>
                <Why alarm={each} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <Seen alarms={[alarm, ...others]} name={name} />
    </li>
  )
}

function When({ alarm: { since, ended_at } }: { alarm: SupplyAlarm }) {
  const { t, format } = useWords()
  return (
    <>
      {t('trace.alarms.since', { when: format.dateTime(new Date(since)) })}
      {ended_at > 0 ? ` · ${t('trace.alarms.ended', { when: format.dateTime(new Date(ended_at)) })}` : ''}
    </>
  )
}

function Why({ alarm: { why } }: { alarm: SupplyAlarm }) {
  const { language } = useWords()
  return <p>{language === 'zh-CN' ? why.zh : why.en}</p>
}
