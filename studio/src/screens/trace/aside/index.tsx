/** Set aside: what devices sent and was not believed, with the reason and what came, to be read. */
import { type Aside as Message, useAside, useAsideMessages, useDevices } from '@/api'
import { Loaded, useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { SidePanel } from '@/kit/SidePanel'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { deviceWords } from '../journey/names'
import classes from './Aside.module.css'

export function Aside() {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const messages = useAsideMessages()
  const devices = useDevices().data?.items ?? []
  const chosen = Number(query.get('message') ?? '')
  const nameOf = ({ device, sender }: Message) => deviceWords(device || sender, devices, language) || t('trace.aside.unknown')
  const columns: Column<Message>[] = [
    { key: 'last', label: t('trace.aside.last'), cell: ({ last_at }) => format.dateTime(new Date(last_at)), value: ({ last_at }) => last_at, width: 'minmax(168px, 1fr)' },
    { key: 'code', label: t('trace.aside.code'), cell: ({ code }) => code, value: ({ code }) => code, width: '104px' },
    { key: 'device', label: t('trace.aside.device'), cell: nameOf, value: nameOf, width: 'minmax(140px, 2fr)' },
    { key: 'reason', label: t('trace.aside.reason'), cell: ({ reason }) => <span lang="en">{reason}</span>, value: ({ reason }) => reason, width: 'minmax(220px, 4fr)' },
    { key: 'times', label: t('trace.aside.times'), cell: ({ times }) => format.number(times), value: ({ times }) => times, numeric: true, width: '72px' },
    { key: 'decision', label: t('trace.aside.decision'), cell: ({ decision }) => t(`trace.aside.${decision || 'open'}`), value: ({ decision }) => decision, width: 'minmax(96px, 1fr)' },
  ]
  return (
    <Loaded query={messages} skeleton={<TableSkeleton columns={5} rows={6} />}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="quiet">{t('trace.aside.none')}</p>
        ) : (
          <>
            <p className="quiet small">{t('trace.aside.what')}</p>
            <DataTable label={t('trace.aside.title')} rows={items} rowKey={({ id }) => String(id)} columns={columns} onOpen={({ id }) => change({ message: String(id) })} openKey={chosen ? String(chosen) : null} remember="aside" />
            {chosen ? <Whole key={chosen} id={chosen} onClose={() => change({ message: null })} /> : null}
          </>
        )
      }
    </Loaded>
  )
}

function Whole({ id, onClose }: { id: number; onClose: () => void }) {
  const { t, format } = useWords()
  const message = useAside(id)
  return (
    <SidePanel title={t('trace.aside.choose')} eyebrow={t('trace.aside.title')} onClose={onClose}>
      <Loaded query={message} skeleton={<TableSkeleton columns={1} rows={6} />}>
        {({ code, reason, first_at, last_at, text, sealed, is_whole, why }) => (
          <div className={classes.whole}>
            <p lang="en">
              <strong>{code}</strong> {reason}
            </p>
            <p className="small quiet">
              {t('trace.aside.first')} {format.dateTime(new Date(first_at))} · {t('trace.aside.last')} {format.dateTime(new Date(last_at))}
            </p>
            {why ? <p>{why}</p> : null}
            {is_whole ? null : <p className="small">{t('trace.aside.cut')}</p>}
            <h3 className="label">{t('trace.aside.raw')}</h3>
            <pre className={classes.raw}>{text || '–'}</pre>
            <h3 className="label">{t('trace.aside.bytes')}</h3>
            <pre className={classes.raw}>{sealed}</pre>
          </div>
        )}
      </Loaded>
    </SidePanel>
  )
}
