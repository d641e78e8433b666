/** ROC and precision over recall of the classes that a person picks; the weakest to begin with. */
import { Checkbox } from '@mantine/core'
import type { EvaluationDetail } from '@/api'
import { useAddress } from '@/app'
import { Chart, type Curve } from '@/kit/Chart'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import classes from '../Models.module.css'
import { provenance } from '../provenance'

const MOST = 4
const BETWEEN = '~'

export function Curves({ evaluation }: { evaluation: EvaluationDetail }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const asked = query.get('classes')
  const chosen = asked === null ? weakest(evaluation) : asked.split(BETWEEN).filter((label) => evaluation.labels.includes(label))
  const source = provenance(evaluation, t, format)
  return (
    <>
      <Checkbox.Group aria-label={t('quality.pick')} value={chosen} onChange={(labels) => change({ classes: labels.slice(-MOST).join(BETWEEN) || BETWEEN })}>
        <div className={classes.chips}>
          {evaluation.labels.map((label) => (
            <Checkbox key={label} value={label} size="xs" label={<span dir="auto">{label}</span>} />
          ))}
        </div>
      </Checkbox.Group>
      <div className={lab.charts}>
        <Chart title={t('quality.roc')} note={t('quality.rocNote')} how="measured" source={source} data={{ kind: 'curve', which: 'roc', curves: curvesOf(evaluation, 'roc', chosen) }} />
        <Chart title={t('quality.pr')} note={t('quality.prNote')} how="measured" source={source} data={{ kind: 'curve', which: 'pr', curves: curvesOf(evaluation, 'pr', chosen) }} />
      </div>
    </>
  )
}

const AREAS = { roc: 'roc_auc', pr: 'average_precision' } as const

export function curvesOf(evaluation: EvaluationDetail, which: 'roc' | 'pr', chosen: readonly string[]): Curve[] {
  return evaluation[which].flatMap(({ label, points }): Curve[] => {
    const area = evaluation.per_class.find((each) => each.label === label)?.[AREAS[which]]
    // A class that never occurs has no area; its curve would say nothing.
    return chosen.includes(label) && typeof area === 'number' ? [{ name: label, points, area }] : []
  })
}

/** The classes that a model has most trouble with are worth the first look. */
export function weakest({ per_class }: Pick<EvaluationDetail, 'per_class'>): string[] {
  return [...per_class]
    .sort((a, b) => a.f1 - b.f1)
    .slice(0, 3)
    .map(({ label }) => label)
}
