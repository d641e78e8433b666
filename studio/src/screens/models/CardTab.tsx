/** The model card: what it is for, what it was made from, where it ends. */
import { Section } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'
import { Facts } from '../lab/Facts'
import lab from '../lab/Lab.module.css'
import { metricName, writtenMetric } from '../lab/metric'
import { Scroller } from '../lab/Scroller'
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
          <Scroller label={t('models.card.metrics')}>
            <table className={lab.table}>
              <thead>
                <tr>
                  <th scope="col">{t('models.column.metric')}</th>
                  <th scope="col" className="numbers">
                    {t('models.column.value')}
                  </th>
                  <th scope="col" className="numbers">
                    {t('models.column.interval')}
                  </th>
                  <th scope="col">{t('models.column.on')}</th>
                  <th scope="col" className="numbers">
                    {t('models.column.n')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {card.metrics.map((metric, index) => (
                  <tr key={index}>
                    <th scope="row">{metricName(metric.name, t)}</th>
                    <td className="numbers">{writtenMetric(metric.value, metric.unit, format)}</td>
                    <td className="numbers">
                      {metric.ci95
                        ? t('models.range', { low: writtenMetric(metric.ci95[0], metric.unit, format), high: writtenMetric(metric.ci95[1], metric.unit, format) })
                        : '–'}
                    </td>
                    <td>{[metric.data, metric.split, metric.protocol].filter(Boolean).join(', ')}</td>
                    <td className="numbers">{format.number(metric.n)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroller>
        </Section>
      ) : null}
    </>
  )
}
