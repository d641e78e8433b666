/** What is wrong, how gravely, since when and why; an alarm is seen with a note, and that is taken back. */
import { Button, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Device, type SupplyAlarm, useAcknowledge, useAlarms } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Supply.module.css'

export interface AlarmsProps {
  /** Those of which alarms are shown; the names of others are their ids. */
  devices: readonly Device[]
  /** Only these devices', where a place is chosen. */
  only?: readonly string[] | undefined
}

export function Alarms({ devices, only }: AlarmsProps) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const isOver = query.get('over') === 'yes'
  const alarms = useAlarms(isOver)
  const names = new Map(devices.map(({ id, name }) => [id, name]))
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
                {found.map((alarm) => (
                  <One key={alarm.id} alarm={alarm} name={names.get(alarm.device) ?? alarm.device} />
                ))}
              </ul>
            </>
          )
        }}
      </Loaded>
    </Section>
  )
}

function One({ alarm, name }: { alarm: SupplyAlarm; name: string }) {
  const { t, format, language } = useWords()
  const acknowledge = useAcknowledge()
  const [note, setNote] = useState('')
  const isSeen = alarm.acknowledged_at > 0
  const say = (seen: boolean) => acknowledge.mutate({ id: alarm.id, seen, note: seen ? note : '' })
  return (
    <li className={classes.alarm} data-severity={alarm.severity} data-over={alarm.ended_at > 0}>
      <p className={classes.grave}>
        <strong>{t(`trace.alarms.severity.${alarm.severity}`)}</strong>
        <span className="quiet small">
          <bdi>{name}</bdi> · {t('trace.alarms.since', { when: format.dateTime(new Date(alarm.since)) })}
          {alarm.ended_at > 0 ? ` · ${t('trace.alarms.ended', { when: format.dateTime(new Date(alarm.ended_at)) })}` : ''}
        </span>
      </p>
      <p>{language === 'zh-CN' ? alarm.why.zh : alarm.why.en}</p>
      {isSeen ? (
        <p className={classes.seen}>
          <span className="quiet small">
            {t('trace.alarms.seenBy', { who: alarm.acknowledged_by, when: format.ago(new Date(alarm.acknowledged_at)) })}
            {alarm.note ? `: ${alarm.note}` : ''}
          </span>
          <Button size="compact-sm" variant="subtle" loading={acknowledge.isPending} onClick={() => say(false)}>
            {t('trace.alarms.undo')}
          </Button>
        </p>
      ) : (
        <form
          className={classes.seen}
          onSubmit={(event) => {
            event.preventDefault()
            say(true)
          }}
        >
          <TextInput size="xs" maxLength={1000} aria-label={t('trace.alarms.note', { name })} placeholder={t('trace.alarms.noteHint')} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
          <Button type="submit" size="compact-sm" variant="default" loading={acknowledge.isPending}>
            {t('trace.alarms.seen')}
          </Button>
        </form>
      )}
    </li>
  )
}
