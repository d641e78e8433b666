/** What came of a job: its figures where it has any, else what it says in plain values. */
import type { Job, Metric } from '@/api'
import { Section } from '@/app'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import { Facts, type Fact } from '../lab/Facts'
import lab from '../lab/Lab.module.css'
import { metricName, ordered, styleOf, whole } from '../lab/metric'

const MOST = 8

export function Outcome({ job }: { job: Job }) {
  const { t, format } = useWords()
  const result = job.result ?? {}
  const metrics = metricsOf(result.metrics)
  const plain = Object.entries(result).flatMap(([name, value]): Fact[] => {
    if (typeof value === 'number') return [[name.replaceAll('_', ' '), format.number(value)]]
    if (typeof value === 'string' && value !== '' && !/[\\/]/.test(value)) return [[name.replaceAll('_', ' '), value]]
    return []
  })
  if (!metrics && plain.length === 0) return null
  return (
    <Section title={t('jobs.outcome')}>
      {metrics ? (
        <div className={lab.figures}>
          {ordered(metrics)
            .slice(0, MOST)
            .map((name) => {
              const { value, ci95, unit } = metrics[name]!
              return (
                <Figure key={name} size="small" label={metricName(name, t)} value={value} style={styleOf(unit)} digits={styleOf(unit) === 'percent' ? 2 : 3} interval={whole(ci95)} how="measured" />
              )
            })}
        </div>
      ) : (
        <Facts facts={plain} />
      )}
    </Section>
  )
}

function metricsOf(value: unknown): Record<string, Metric> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const found = Object.entries(value).filter(([, each]) => typeof (each as Metric | null)?.value === 'number')
  return found.length > 0 ? (Object.fromEntries(found) as Record<string, Metric>) : null
}
