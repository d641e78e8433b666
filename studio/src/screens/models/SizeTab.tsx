/** Smaller and quicker, and at what price: the model and its compressed children measured side by side. */
import { type Compression, type Row, useCompression } from '@/api'
import { Loaded } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import { metricName } from '../lab/metric'
import type { TabProps } from './ModelPage'
import classes from './Models.module.css'

export function SizeTab({ model }: TabProps) {
  const { t, format } = useWords()
  const compression = useCompression(model.name, model.version)
  return (
    <Loaded
      query={compression}
      skeleton={<TableSkeleton rows={2} columns={7} />}
      absent={(error) =>
        error.status === 404 ? (
          <EmptyState title={t('models.small.none')} steps={[t('models.by.int8'), t('models.by.prune'), t('models.by.distil')]}>
            <p>{t('models.small.noneHint')}</p>
          </EmptyState>
        ) : null
      }
    >
      {(data) => (
        <>
          <DataTable label={t('models.tab.size')} columns={columnsOf(data, t, format)} rows={data.rows} rowKey={({ name, precision }) => `${name} ${precision}`} />
          <p className={classes.under}>
            <HowBadge how="measured" /> {t('models.small.how', { when: format.dateTime(data.made_at) })}
          </p>
        </>
      )}
    </Loaded>
  )
}

function columnsOf({ rows }: Compression, t: Say, format: Format): Column<Row>[] {
  const first = rows[0]
  const percent = (value: number) => format.percent(value, 2)
  const points = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value) * 100, 2)}`
  const range = (low: string, high: string) => <span className={classes.range}>{t('models.range', { low, high })}</span>
  return [
    { key: 'name', label: t('models.column.model'), cell: ({ name }) => name, value: ({ name }) => name },
    { key: 'precision', label: t('models.card.precision'), cell: ({ precision }) => precision, value: ({ precision }) => precision, width: 'minmax(80px, 1fr)' },
    { key: 'parameters', label: t('models.column.parameters'), numeric: true, cell: ({ parameters }) => format.number(parameters), value: ({ parameters }) => parameters },
    { key: 'size', label: t('models.column.size'), numeric: true, cell: ({ size_bytes }) => format.bytes(size_bytes), value: ({ size_bytes }) => size_bytes },
    { key: 'latency', label: t('models.column.latency'), numeric: true, cell: ({ ms_bs1 }) => `${format.number(ms_bs1, 2)} ${t('models.ms')}`, value: ({ ms_bs1 }) => ms_bs1 },
    { key: 'faster', label: t('models.column.faster'), numeric: true, cell: (row) => (row === first ? '–' : `${format.number(row.speed_up, 2)} ×`), value: ({ speed_up }) => speed_up },
    {
      key: 'metric',
      label: metricName(first?.metric ?? 'accuracy', t),
      numeric: true,
      width: 'minmax(140px, 1.4fr)',
      cell: ({ value, ci95 }) => (
        <>
          {percent(value)} {range(percent(ci95[0]), percent(ci95[1]))}
        </>
      ),
      value: ({ value }) => value,
    },
    {
      key: 'change',
      label: t('models.column.change'),
      numeric: true,
      width: 'minmax(120px, 1.2fr)',
      cell: (row) =>
        row === first ? (
          '–'
        ) : (
          <span className={classes.change} data-tone={toneOf(row)}>
            {t('kit.figure.points', { value: points(row.change) })} {range(points(row.change_ci95[0]), points(row.change_ci95[1]))}
          </span>
        ),
      value: ({ change }) => change,
    },
  ]
}

/** Only a change whose whole interval lies on one side is one. */
export function toneOf({ change, change_ci95: [low, high] }: Pick<Row, 'change' | 'change_ci95'>): 'even' | 'good' | 'bad' {
  return low <= 0 && high >= 0 ? 'even' : change > 0 ? 'good' : 'bad'
}
