/** The recordings of a set: who wore what for how long, how much of it can be used, and what is wrong with the rest. */
import { Select } from '@mantine/core'
import { useNavigate } from 'react-router'
import { useWearableSet, useWearableSets, type WearableRecording, type WearableSet } from '@/api'
import { Loaded, useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { Figure } from '@/kit/Figure'
import { PageSkeleton, TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { activity, addressOfRecording, deviceName, reasonOf } from './words'
import classes from './Wearables.module.css'

export const IMPORT = 'modiste wearables import DIR --name tug'

export function Recordings() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const sets = useWearableSets()
  return (
    <Loaded query={sets} skeleton={<PageSkeleton />}>
      {({ items }) => {
        const name = items.find((each) => each === query.get('set')) ?? items[0]
        if (name === undefined) return <NoSets />
        return (
          <>
            <div className={classes.row}>
              <Select label={t('wearables.set')} allowDeselect={false} data={items} value={name} onChange={(next) => change({ set: next })} />
            </div>
            <OneSet key={name} name={name} />
          </>
        )
      }}
    </Loaded>
  )
}

export function NoSets() {
  const { t } = useWords()
  return (
    <EmptyState title={t('wearables.none.title')} steps={[t('wearables.none.first'), <code key="import">{IMPORT}</code>, t('wearables.none.third')]} secondary={{ label: t('wearables.none.place'), href: '/lab/wearables/placement' }}>
      <p>{t('wearables.none.what')}</p>
    </EmptyState>
  )
}

function OneSet({ name }: { name: string }) {
  const set = useWearableSet(name)
  return (
    <Loaded query={set} skeleton={<TableSkeleton rows={10} columns={6} />}>
      {(found) => <Examined name={name} set={found} />}
    </Loaded>
  )
}

function Examined({ name, set }: { name: string; set: WearableSet }) {
  const { t, format, language } = useWords()
  const navigate = useNavigate()
  const corrected = new Set(set.corrected)
  const share = ({ seconds, good_seconds: good }: WearableRecording) => (seconds > 0 ? Math.min(1, good / seconds) : 0)
  const columns: Column<WearableRecording>[] = [
    { key: 'recording', label: t('wearables.column.recording'), cell: (row) => row.recording, value: (row) => row.recording, width: 'minmax(120px, 2fr)' },
    { key: 'subject', label: t('wearables.column.person'), cell: (row) => row.subject, value: (row) => row.subject, width: 'minmax(80px, 1fr)' },
    { key: 'device', label: t('wearables.column.device'), cell: (row) => deviceName(row.device, t) || '–', value: (row) => row.device, width: 'minmax(80px, 1fr)' },
    { key: 'seconds', label: t('wearables.column.seconds'), numeric: true, cell: (row) => format.number(row.seconds, 1), value: (row) => row.seconds },
    { key: 'good', label: t('wearables.column.usable'), numeric: true, cell: (row) => <Share value={share(row)} said={format.percent(share(row), 0)} />, value: share, width: 'minmax(110px, 1fr)' },
    { key: 'rate', label: t('wearables.column.rate'), numeric: true, cell: (row) => format.number(row.rate_hz, 1), value: (row) => row.rate_hz, hidden: true },
    { key: 'did', label: t('wearables.column.did'), cell: (row) => row.labels.map((each) => activity(each, t)).join(', ') || t('wearables.unlabelled'), value: (row) => row.labels.join(' '), width: 'minmax(180px, 3fr)' },
    {
      key: 'quality',
      label: t('wearables.column.quality'),
      cell: (row) => [...(corrected.has(row.recording) ? [t('wearables.corrected')] : []), ...new Set(row.faults.map((fault) => reasonOf(fault, language)))].join(' · ') || t('wearables.clean'),
      value: (row) => row.faults.length,
      width: 'minmax(180px, 3fr)',
    },
  ]
  return (
    <>
      <div className={classes.figures}>
        <Figure size="small" label={t('wearables.people')} value={set.subjects.length} how="measured" />
        <Figure size="small" label={t('wearables.recordings')} value={set.recordings} how="measured" {...(set.unread.length > 0 ? { source: t('wearables.unread', { count: set.unread.length }) } : {})} />
        <Figure size="small" label={t('wearables.lasting')} value={set.seconds / 60} digits={1} unit={t('wearables.minutes')} how="measured" />
        <Figure size="small" label={t('wearables.usable')} value={set.seconds > 0 ? set.good_seconds / set.seconds : null} style="percent" digits={1} how="measured" />
      </div>
      {set.one_class_subjects.length > 0 || set.unread.length > 0 ? (
        <ul className={classes.notes}>
          {set.one_class_subjects.map((each) => (
            <li key={each.subject}>{t('wearables.noted', { what: each.subject, reason: reasonOf(each, language) })}</li>
          ))}
          {set.unread.map((each) => (
            <li key={each.file}>{t('wearables.noted', { what: each.file, reason: `${each.code} ${each.reason}` })}</li>
          ))}
        </ul>
      ) : null}
      <DataTable
        label={t('wearables.recordings')}
        columns={columns}
        rows={set.items}
        rowKey={(row) => row.recording}
        onOpen={(row) => void navigate(addressOfRecording(name, row.recording))}
        remember="wearables"
        height={620}
        empty={<p className="quiet">{t('wearables.noneReadable')}</p>}
      />
    </>
  )
}

function Share({ value, said }: { value: number; said: string }) {
  return (
    <span className={classes.share}>
      <i style={{ inlineSize: `${value * 100}%` }} data-low={value < 0.9} aria-hidden />
      {said}
    </span>
  )
}
