/** A garment's SKUs over the forecast's weeks: share of demand, what is there, what would be lost and left. */
import type { GarmentDemand, SkuAhead } from '@/api'
import { type Column, DataTable } from '@/kit/DataTable'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'

export function Skus({ demand }: { demand: GarmentDemand }) {
  const { t, format } = useWords()
  const prefix = `${demand.garment}-`
  const colour = (row: SkuAhead) => (row.colourway.startsWith(prefix) ? row.colourway.slice(prefix.length) : row.colourway)
  const columns: Column<SkuAhead>[] = [
    { key: 'sku', label: t('plan.sku.sku'), cell: (row) => `${colour(row)} ${row.size}`, value: (row) => row.sku, width: 'minmax(96px, 2fr)' },
    { key: 'share', label: t('plan.sku.share'), cell: (row) => format.percent(row.share, 0), value: (row) => row.share, numeric: true, width: 'minmax(56px, 1fr)' },
    { key: 'level', label: t('plan.sku.level'), cell: (row) => format.number(row.level), value: (row) => row.level, numeric: true, width: 'minmax(56px, 1fr)' },
    { key: 'mean', label: t('plan.sku.wanted'), cell: (row) => format.number(row.mean, 1), value: (row) => row.mean, numeric: true, width: 'minmax(56px, 1fr)' },
    { key: 'lost', label: t('plan.sku.lost'), cell: (row) => format.number(row.lost, 1), value: (row) => row.lost, numeric: true, width: 'minmax(56px, 1fr)' },
    { key: 'left', label: t('plan.sku.left'), cell: (row) => format.number(row.left, 1), value: (row) => row.left, numeric: true, width: 'minmax(56px, 1fr)', hidden: true },
    { key: 'coming', label: t('plan.sku.coming'), cell: (row) => format.number(row.coming), value: (row) => row.coming, numeric: true, width: 'minmax(56px, 1fr)', hidden: true },
  ]
  return (
    <section>
      <h3 className="label">{t('plan.sku.title', { weeks: format.number(demand.horizon) })}</h3>
      <p className="small quiet">
        <HowBadge how="predicted" /> {t('plan.sku.note')}
      </p>
      <DataTable label={t('plan.sku.title', { weeks: format.number(demand.horizon) })} columns={columns} rows={demand.skus} rowKey={(row) => row.sku} remember="skus" />
    </section>
  )
}
