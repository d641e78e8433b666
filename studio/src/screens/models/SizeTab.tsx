/** Smaller and quicker, and at what price: the model and its compressed children measured side by side. */
import { useCompression, type CompressionRow } from '@/api'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { Loaded } from '../lab/Loaded'
import { metricName } from '../lab/metric'
import { Scroller } from '../lab/Scroller'
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
      {({ rows, made_at }) => (
        <>
          <Scroller label={t('models.tab.size')}>
            <table className={lab.table}>
              <thead>
                <tr>
                  <th scope="col">{t('models.column.model')}</th>
                  <th scope="col">{t('models.card.precision')}</th>
                  <th scope="col" className="numbers">{t('models.column.parameters')}</th>
                  <th scope="col" className="numbers">{t('models.column.size')}</th>
                  <th scope="col" className="numbers">{t('models.column.latency')}</th>
                  <th scope="col" className="numbers">{t('models.column.faster')}</th>
                  <th scope="col" className="numbers">{metricName(rows[0]?.metric ?? 'accuracy', t)}</th>
                  <th scope="col" className="numbers">{t('models.column.change')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row, index) => (
                  <CompressedRow key={`${row.name} ${row.precision} ${index}`} row={row} isFirst={index === 0} />
                ))}
              </tbody>
            </table>
          </Scroller>
          <p className={classes.under}>
            <HowBadge how="measured" /> {t('models.small.how', { when: format.dateTime(made_at) })}
          </p>
        </>
      )}
    </Loaded>
  )
}

function CompressedRow({ row, isFirst }: { row: CompressionRow; isFirst: boolean }) {
  const { t, format } = useWords()
  const points = (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${format.number(Math.abs(value) * 100, 2)}`
  // Only a change whose whole interval lies on one side is one.
  const tone = isFirst || (row.change_ci95[0] <= 0 && row.change_ci95[1] >= 0) ? 'even' : row.change > 0 ? 'good' : 'bad'
  return (
    <tr>
      <th scope="row" dir="auto">{row.name}</th>
      <td>{row.precision}</td>
      <td className="numbers">{format.number(row.parameters)}</td>
      <td className="numbers">{format.bytes(row.size_bytes)}</td>
      <td className="numbers">{`${format.number(row.ms_bs1, 2)} ${t('models.ms')}`}</td>
      <td className="numbers">{isFirst ? '–' : `${format.number(row.speed_up, 2)} ×`}</td>
      <td className="numbers">
        {format.percent(row.value, 2)}
        <span className={classes.range}>{t('models.range', { low: format.percent(row.ci95[0], 2), high: format.percent(row.ci95[1], 2) })}</span>
      </td>
      <td className="numbers" data-tone={tone}>
        {isFirst ? '–' : t('kit.figure.points', { value: points(row.change) })}
        {isFirst ? null : <span className={classes.range}>{t('models.range', { low: points(row.change_ci95[0]), high: points(row.change_ci95[1]) })}</span>}
      </td>
    </tr>
  )
}
