/** ROC and precision over recall: the classes a person picks in colour, all others as quiet thread. */
import { Chip, Group } from '@mantine/core'
import type { EvaluationWhole } from '@/api'
import { useAddress } from '@/app'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import { Plot } from '../../lab/Plot'
import classes from '../Models.module.css'

const MOST = 4

export function Curves({ evaluation }: { evaluation: EvaluationWhole }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const asked = query.get('classes')
  const chosen = asked === null ? weakest(evaluation) : asked.split('~').filter((label) => evaluation.labels.includes(label))
  const figures = new Map(evaluation.per_class.map((each) => [each.label, each]))
  const area = (value: number | null | undefined) => (typeof value === 'number' ? ` ${format.number(value, 3)}` : '')
  const lines = (curves: EvaluationWhole['roc'], worth: 'roc_auc' | 'average_precision') =>
    curves
      .filter(({ label }) => chosen.includes(label))
      .map(({ label, points }) => ({ name: `${label}${area(figures.get(label)?.[worth])}`, points }))
  return (
    <>
      <Chip.Group multiple value={chosen} onChange={(labels) => change({ classes: labels.slice(-MOST).join('~') || '~' })}>
        <Group gap={8} className={classes.chips} role="group" aria-label={t('quality.pick')}>
          {evaluation.labels.map((label) => (
            <Chip key={label} value={label} size="xs" radius="sm" variant="outline">
              <span dir="auto">{label}</span>
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <div className={lab.charts}>
        <Plot
          title={t('quality.roc')}
          note={t('quality.rocNote')}
          x={{ label: t('quality.falsePositive'), style: 'percent', range: [0, 1] }}
          y={{ label: t('quality.truePositive'), style: 'percent', range: [0, 1] }}
          series={lines(evaluation.roc, 'roc_auc')}
          reference={{ name: t('quality.chance'), points: DIAGONAL }}
          file="roc"
        />
        <Plot
          title={t('quality.pr')}
          note={t('quality.prNote')}
          x={{ label: t('quality.recall'), style: 'percent', range: [0, 1] }}
          y={{ label: t('quality.precision'), style: 'percent', range: [0, 1] }}
          series={lines(evaluation.pr, 'average_precision')}
          file="precision-recall"
        />
      </div>
    </>
  )
}

const DIAGONAL = [
  [0, 0],
  [1, 1],
] as const

/** The classes a model has most trouble with are those worth a look first. */
function weakest({ per_class }: EvaluationWhole): string[] {
  return [...per_class]
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, 3)
    .map(({ label }) => label)
}
