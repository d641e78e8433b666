/** Stock: every garment on sale, the one that runs out first at the top. */
import { useNavigate } from 'react-router'
import { asApiError, type Stock as Row, useDemandState, useStock } from '@/api'
import { said } from '@/house'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { money } from './money'

const NONE = 'MOD-2488'

export function Stock() {
  const { t, format, language } = useWords()
  const navigate = useNavigate()
  const state = useDemandState()
  const stock = useStock()
  const currency = state.data?.currency ?? ''
  const name = (row: Row) => (row.shown ? said(row.shown, 'name', language) : row.garment)
  const columns: Column<Row>[] = [
    { key: 'garment', label: t('plan.concern.garment'), cell: name, value: name },
    { key: 'cover', label: t('plan.stock.cover'), cell: (row) => (row.cover_weeks === null ? t('plan.stock.outlasts', { weeks: format.number(state.data?.horizon ?? 0) }) : format.number(row.cover_weeks, 1)), value: (row) => row.cover_weeks, numeric: true },
    { key: 'days', label: t('plan.stock.days'), cell: (row) => (row.stock_out_days === null ? '–' : format.number(row.stock_out_days)), value: (row) => row.stock_out_days, numeric: true },
    { key: 'level', label: t('plan.stock.level'), cell: (row) => format.number(row.level), value: (row) => row.level, numeric: true },
    { key: 'coming', label: t('plan.sku.coming'), cell: (row) => format.number(row.coming), value: (row) => row.coming, numeric: true, hidden: true },
    { key: 'out', label: t('plan.stock.out'), cell: (row) => t('plan.stock.outOf', { out: format.number(row.skus_out), all: format.number(row.skus) }), value: (row) => row.skus_out, numeric: true },
    { key: 'weekly', label: t('plan.stock.weekly'), cell: (row) => format.number(row.weekly, 1), value: (row) => row.weekly, numeric: true },
    { key: 'sold', label: t('plan.stock.sold'), cell: (row) => format.number(row.sold), value: (row) => row.sold, numeric: true, hidden: true },
    { key: 'value', label: t('plan.stock.value'), cell: (row) => (row.value === null ? '–' : money(row.value, currency, format)), value: (row) => row.value, numeric: true },
  ]
  const error = stock.error ? asApiError(stock.error) : null
  if (error?.code === NONE) {
    return (
      <EmptyState title={t('plan.none.title')} action={{ label: t('plan.garment.toPlan'), href: '/plan/demand' }}>
        <p>{t('plan.none.what')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      {error ? <ErrorNote error={error} onRetry={() => void stock.refetch()} /> : null}
      <p className="small quiet">
        <HowBadge how="measured" /> {t('plan.stock.measured')} <HowBadge how="predicted" /> {t('plan.stock.predicted')}
      </p>
      <DataTable
        label={t('plan.tab.stock')}
        columns={columns}
        rows={stock.items}
        rowKey={(row) => row.garment}
        loading={stock.isPending}
        onEnd={stock.more}
        onOpen={(row) => void navigate(`/garments/${encodeURIComponent(row.garment)}/demand`)}
        remember="stock"
      />
    </>
  )
}
