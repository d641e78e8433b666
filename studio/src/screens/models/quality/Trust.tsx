/** Whether its confidence can be believed, and what is gained by leaving the unsure to a person. */
import type { EvaluationWhole } from '@/api'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import { Plot } from '../../lab/Plot'

export function Trust({ evaluation }: { evaluation: EvaluationWhole }) {
  const { t, format } = useWords()
  const bins = evaluation.reliability.filter((bin) => bin.n > 0)
  const coverage = [...evaluation.coverage].sort((a, b) => a.coverage - b.coverage)
  const ece = evaluation.metrics.ece
  return (
    <div className={lab.charts}>
      <Plot
        title={t('quality.reliability')}
        note={ece ? t('quality.reliabilityNote', { value: format.percent(ece.value, 2) }) : t('quality.reliabilityPlain')}
        x={{ label: t('quality.confidence'), style: 'percent', range: [0, 1] }}
        y={{ label: t('quality.right'), style: 'percent', range: [0, 1] }}
        series={[{ name: t('quality.observed'), points: bins.map((bin) => [bin.confidence, bin.accuracy] as const), dots: true }]}
        reference={{ name: t('quality.ideal'), points: DIAGONAL }}
        file="reliability"
      />
      <Plot
        title={t('quality.coverage')}
        note={t('quality.coverageNote')}
        x={{ label: t('quality.answered'), style: 'percent', range: [0, 1] }}
        y={{ label: t('models.metric.accuracy'), style: 'percent' }}
        series={[{ name: t('models.metric.accuracy'), points: coverage.map((each) => [each.coverage, each.accuracy] as const) }]}
        file="coverage"
      />
    </div>
  )
}

const DIAGONAL = [
  [0, 0],
  [1, 1],
] as const
