/** Passports in a table, one of them open beside it. */
import { asApiError, type Passport as Row, type PassportState, usePassports } from '@/api'
import { useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { thingWords } from '../journey/names'
import { Passport } from './Passport'

export function PassportList({ garment = '', status = '', height }: { garment?: string; status?: PassportState | ''; height?: number }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const found = usePassports(garment, status)
  const open = query.get('passport') ?? ''
  const columns: Column<Row>[] = [
    { key: 'item', label: t('trace.passport.item'), cell: (row) => thingWords(row.item, t), value: (row) => row.item, width: 'minmax(132px, 2fr)' },
    { key: 'garment', label: t('trace.passport.garment'), cell: (row) => row.garment || '–', value: (row) => row.garment, width: 'minmax(100px, 1fr)', hidden: garment !== '' },
    { key: 'status', label: t('trace.passport.status'), cell: (row) => t(`trace.passport.is.${row.status}`), value: (row) => row.status, width: 'minmax(92px, 1fr)' },
    { key: 'entry', label: t('trace.passport.entry'), cell: (row) => format.number(row.entry), value: (row) => row.entry, numeric: true, width: 'minmax(84px, 1fr)' },
    { key: 'issued', label: t('trace.passport.issued'), cell: (row) => format.dateTime(row.issued_at), value: (row) => row.issued_at, width: 'minmax(172px, 1fr)' },
  ]
  const shown = found.items.find(({ id }) => id === open)
  return (
    <>
      {found.error ? <ErrorNote error={asApiError(found.error)} onRetry={() => void found.refetch()} /> : null}
      <DataTable
        label={t('trace.passport.title')}
        columns={columns}
        rows={found.items}
        rowKey={(row) => row.id}
        loading={found.isPending}
        empty={<p className="quiet">{t('trace.passport.none')}</p>}
        onEnd={found.more}
        onOpen={(row) => change({ passport: row.id }, { push: true })}
        openKey={open || null}
        remember="passports"
        {...(height ? { height } : {})}
      />
      {open ? (
        <SidePanel title={shown ? thingWords(shown.item, t) : t('trace.passport.one')} eyebrow={t('trace.passport.one')} onClose={() => change({ passport: null })}>
          <Passport key={open} id={open} />
        </SidePanel>
      ) : null}
    </>
  )
}
