/** Whether its confidence can be believed, and what is gained by leaving the unsure to a person. */
import type { EvaluationDetail } from '@/api'
import { Chart } from '@/kit/Chart'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import { provenance } from '../provenance'

export function Trust({ evaluation }: { evaluation: EvaluationDetail }) {
  const { t, format } = useWords()
  const bins = evaluation.reliability.flatMap(({ confidence, accuracy }) => (confidence === null || accuracy === null ? [] : [{ x: confidence, y: accuracy }]))
  const coverage = [...evaluation.coverage].sort((a, b) => a.coverage - b.coverage)
  const { ece } = evaluation.metrics
  const source = provenance(evaluation, t, format)
  const share = { style: 'percent', digits: 0 } as const
  return (
    <div className={lab.charts}>
      <Chart
        title={t('quality.reliability')}
        note={typeof ece?.value === 'number' ? t('quality.reliabilityNote', { value: format.percent(ece.value, 2) }) : t('quality.reliabilityPlain')}
        how="measured"
        source={source}
        data={{
          kind: 'line',
          x: { label: t('quality.confidence'), ...share, range: [0, 1] },
          y: { label: t('quality.right'), ...share, range: [0, 1] },
          series: [
            { name: t('quality.observed'), points: bins },
            // Dashed: it is what would be, not what was measured.
            { name: t('quality.ideal'), how: 'synthetic', points: [{ x: 0, y: 0 }, { x: 1, y: 1 }] },
          ],
        }}
      />
      <Chart
        title={t('quality.coverage')}
        note={t('quality.coverageNote')}
        how="measured"
        source={source}
        data={{
          kind: 'line',
          x: { label: t('quality.answered'), ...share, range: [0, 1] },
          y: { label: t('models.metric.accuracy'), style: 'percent', digits: 1 },
          series: [{ name: t('models.metric.accuracy'), points: coverage.map((each) => ({ x: each.coverage, y: each.accuracy })) }],
        }}
      />
    </div>
  )
}
