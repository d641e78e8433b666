/** Journey: the known items of this garment, and one item's way from fibre to shop. */
import { asApiError, type Garment, type KnownItem, useKnownItems, useSupplyPlaces } from '@/api'
import { useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { Journey as Way } from '@/screens/trace/journey'
import { cbvWords, placeWords, thingWords } from '@/screens/trace/journey/names'
import classes from '../Garment.module.css'

const HEIGHT = 380

export default function Journey({ garment }: { garment: Garment }) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const places = useSupplyPlaces().data ?? []
  const found = useKnownItems(garment.id)
  const item = query.get('item') ?? ''
  if (found.error) return <ErrorNote error={asApiError(found.error)} onRetry={() => void found.refetch()} />
  if (!found.isPending && found.items.length === 0) {
    return (
      <EmptyState title={t('garment.teach.journey.title')} steps={[t('garment.teach.journey.first'), t('garment.teach.journey.second'), t('garment.teach.journey.third')]} action={{ label: t('trace.capture.do'), href: '/trace/journeys' }} secondary={{ label: t('trace.supply.devices'), href: '/trace/supply' }}>
        <p>{t('garment.teach.journey.what')}</p>
      </EmptyState>
    )
  }
  const columns: Column<KnownItem>[] = [
    { key: 'item', label: t('trace.item.serial'), cell: (row) => thingWords(row.item, t), value: (row) => row.item, width: 'minmax(140px, 2fr)' },
    { key: 'sku', label: t('trace.item.sku'), cell: (row) => row.sku, value: (row) => row.sku, width: 'minmax(120px, 1fr)' },
    { key: 'step', label: t('trace.item.step'), cell: (row) => (row.step ? cbvWords('step', row.step, t) : '–'), value: (row) => row.step, width: 'minmax(100px, 1fr)' },
    { key: 'where', label: t('trace.item.where'), cell: (row) => (row.inside ? thingWords(row.inside, t) : placeWords(row.site, row.place, places, language) || '–'), value: (row) => row.inside || row.place, width: 'minmax(140px, 2fr)' },
    { key: 'at', label: t('trace.item.at'), cell: (row) => (row.at ? format.dateTime(row.at) : '–'), value: (row) => row.at ?? '', width: 'minmax(172px, 1fr)' },
  ]
  return (
    <div className={classes.journey}>
      <h2 className="unseen">{t('garment.tabs.journey')}</h2>
      <DataTable label={t('trace.item.title')} columns={columns} rows={found.items} rowKey={(row) => row.item} loading={found.isPending} onEnd={found.more} onOpen={(row) => change({ item: row.item })} openKey={item || null} height={HEIGHT} remember="items" />
      <p className="quiet small">{t('trace.item.order')}</p>
      {item ? <Way key={item} item={item} /> : <p className="quiet">{t('trace.item.choose')}</p>}
    </div>
  )
}
