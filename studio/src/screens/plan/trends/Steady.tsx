/** What stays as it was, or cannot be told to move: a table to look one up in. */
import { type Trend, type TrendFilter, useTrends } from '@/api'
import { Loaded, useAddress } from '@/app'
import { DataTable } from '@/kit/DataTable'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { named, nameOf, part, signed, valueOf } from './words'

export function Steady({ filter }: { filter: TrendFilter }) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const found = useTrends({ ...filter, verdict: 'steady' })
  const columns = [
    { key: 'value', label: t('trends.table.value'), cell: (row: Trend) => valueOf(row, language, t), value: (row: Trend) => valueOf(row, language, t) },
    { key: 'attribute', label: t('trends.table.attribute'), cell: (row: Trend) => named(row.attribute_name, language), value: (row: Trend) => named(row.attribute_name, language) },
    { key: 'source', label: t('trends.table.source'), cell: (row: Trend) => named(row.source_name, language), value: (row: Trend) => named(row.source_name, language) },
    {
      key: 'growth',
      label: t('trends.table.growth'),
      numeric: true,
      width: 'minmax(190px, 2fr)',
      cell: (row: Trend) => (
        <>
          {signed(row.growth, format)} <span className="quiet small">{t('trends.between', { low: signed(row.growth_ci95[0], format), high: signed(row.growth_ci95[1], format) })}</span>
        </>
      ),
      value: (row: Trend) => row.growth,
    },
    { key: 'share', label: t('trends.table.share'), numeric: true, cell: (row: Trend) => part(row.share, format), value: (row: Trend) => row.share },
    { key: 'seen', label: t('trends.table.seen'), numeric: true, cell: (row: Trend) => format.number(row.seen), value: (row: Trend) => row.seen },
  ]
  return (
    <Loaded query={found} skeleton={<TableSkeleton columns={5} rows={6} />}>
      {({ items, next_cursor }) => (
        <>
          <DataTable label={t('trends.steady')} columns={columns} rows={items} rowKey={nameOf} openKey={query.get('trend')} onOpen={(row) => change({ trend: nameOf(row) })} empty={<p className="quiet">{t('trends.none.steady')}</p>} height={480} />
          {next_cursor ? <p className="quiet small">{t('trends.most', { number: items.length })}</p> : null}
        </>
      )}
    </Loaded>
  )
}
