/** The model card: what it is for, what it was made from, where it ends. */
import type { Measured } from '@/api'
import { Section } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { type Format, type Say, useWords } from '@/locale'
import { Facts } from '../lab/Facts'
import { metricName, writtenMetric } from '../lab/metric'
import type { TabProps } from './ModelPage'

export function CardTab({ model }: TabProps) {
  const { t, format } = useWords()
  const { card } = model
  if (!card) {
    return (
      <EmptyState title={t('models.card.none')}>
        <p>{t('models.card.noneHint')}</p>
      </EmptyState>
    )
  }
  const { input } = card
  const shape = input.kind === 'image' ? `${format.number(input.width)} × ${format.number(input.height)} × ${format.number(input.channels)}` : String(input.kind)
  return (
    <>
      <Facts
        wide
        facts={[
          [t('models.card.use'), card.intended_use],
          [t('models.card.limits'), card.limits],
          [t('models.card.data'), card.data],
          [t('models.card.labels'), format.list(card.labels)],
        ]}
      />
      <Section title={t('models.card.identity')}>
        <Facts
          facts={[
            [t('models.card.recipe'), card.recipe],
            [t('models.card.parent'), card.parent],
            [t('models.card.input'), shape],
            [t('models.card.parameters'), format.number(card.parameters)],
            [t('models.card.precision'), card.precision],
            [t('models.card.temperature'), format.number(card.temperature)],
            [t('models.card.licence'), card.licence],
            [t('models.card.dataLicence'), card.data_licence],
            [t('models.card.date'), format.date(card.date)],
            [t('models.card.hash'), <code key="hash">{card.sha256.slice(0, 16)}</code>],
          ]}
        />
      </Section>
      {card.metrics && card.metrics.length > 0 ? (
        <Section title={t('models.card.metrics')}>
          <DataTable label={t('models.card.metrics')} columns={columnsOf(t, format)} rows={card.metrics} rowKey={({ name, data, split, protocol }) => [name, data, split, protocol].join(' ')} />
        </Section>
      ) : null}
    </>
  )
}

function columnsOf(t: Say, format: Format): Column<Measured>[] {
  const on = ({ data, split, protocol }: Measured) => [data, split, protocol].filter(Boolean).join(', ')
  return [
    { key: 'metric', label: t('models.column.metric'), cell: ({ name }) => metricName(name, t), value: ({ name }) => name },
    { key: 'value', label: t('models.column.value'), numeric: true, cell: ({ value, unit }) => writtenMetric(value, unit, format), value: ({ value }) => value },
    {
      key: 'interval',
      label: t('models.column.interval'),
      numeric: true,
      width: 'minmax(150px, 1.4fr)',
      cell: ({ ci95, unit }) => (ci95 ? t('models.range', { low: writtenMetric(ci95[0], unit, format), high: writtenMetric(ci95[1], unit, format) }) : '–'),
    },
    { key: 'on', label: t('models.column.on'), cell: on, value: on, width: 'minmax(200px, 3fr)' },
    { key: 'n', label: t('models.column.n'), numeric: true, cell: ({ n }) => format.number(n), value: ({ n }) => n },
  ]
}
