/** How good a model is, by its figures, its curves, and class by class. */
import { Section } from '@/app'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import { evaluationMetric, LEADING, metricName, styleOf } from '../../lab/metric'
import { WithEvaluation } from '../evaluation'
import type { TabProps } from '../ModelPage'
import { ClassTable } from './ClassTable'
import { Curves } from './Curves'
import { Trust } from './Trust'

export function QualityTab({ model }: TabProps) {
  const { t, format } = useWords()
  return (
    <WithEvaluation model={model}>
      {(evaluation) => {
        const leading = LEADING.filter((name) => evaluationMetric(evaluation, name, t, format))
        return (
          <>
            <div className={lab.figures}>
              {leading.map((name) => {
                const metric = evaluationMetric(evaluation, name, t, format)!
                return (
                  <Figure
                    key={name}
                    label={metricName(name, t)}
                    value={metric.value}
                    style={styleOf(metric.unit)}
                    digits={2}
                    interval={metric.interval}
                    how="measured"
                    source={metric.source}
                  />
                )
              })}
            </div>
            <Section title={t('quality.curves')}>
              <Curves evaluation={evaluation} />
            </Section>
            <Section title={t('quality.trust')}>
              <Trust evaluation={evaluation} />
            </Section>
            <Section title={t('quality.classes')}>
              <ClassTable evaluation={evaluation} />
            </Section>
          </>
        )
      }}
    </WithEvaluation>
  )
}
