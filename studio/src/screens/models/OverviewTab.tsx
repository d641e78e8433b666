/** What a version is worth at a glance, and all versions of its name beside it. */
import { useVersions } from '@/api'
import { Section } from '@/app'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { cardMetric, metricName, worthOf } from '../lab/metric'
import { Never, Pace, Weight } from './ModelList'
import type { TabProps } from './ModelPage'
import { Versions } from './Versions'

export function OverviewTab({ model }: TabProps) {
  const { t, format } = useWords()
  const worth = worthOf(model)
  const found = cardMetric(model, worth, t, format)
  const ece = cardMetric(model, 'ece', t, format)
  const current = useVersions(model.name).items.find((each) => each.is_current)
  const rival = current && current.version !== model.version ? cardMetric(current, worth, t, format) : null
  return (
    <>
      <div className={lab.figures}>
        {found ? (
          <Figure
            label={metricName(worth, t)}
            value={found.value}
            style="percent"
            digits={2}
            interval={found.interval}
            how="measured"
            source={found.source}
            {...(rival ? { comparison: { value: rival.value, label: t('models.inProduction'), better: 'higher' as const } } : {})}
          />
        ) : (
          <Never label={metricName(worth, t)} words={t('models.neverEvaluated')} size="large" />
        )}
        {worth !== 'accuracy' ? null : ece ? (
          <Figure label={t('models.metric.ece')} value={ece.value} style="percent" digits={2} interval={ece.interval} how="measured" source={t('models.eceMeaning')} />
        ) : (
          <Never label={t('models.metric.ece')} words={t('models.neverEvaluated')} size="large" />
        )}
        <Weight model={model} size="large" />
        <Pace model={model} size="large" />
      </div>
      <Section title={t('models.versions')}>
        <Versions model={model} />
      </Section>
    </>
  )
}
