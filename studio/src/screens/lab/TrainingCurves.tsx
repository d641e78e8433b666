/** How a training went, or goes: accuracy and loss over its epochs. */
import { Chart, type LinePoint } from '@/kit/Chart'
import { useWords } from '@/locale'
import lab from './Lab.module.css'
import type { Point, TrainingCurves as Curves } from './trainingCurve'

export interface TrainingCurvesProps {
  curves: Curves
  /** What the curves run over: epochs, or steps where a job tells no epochs. */
  by?: 'epoch' | 'step'
  source?: string
  /** The level of the charts' titles in their page. */
  as?: 'h2' | 'h3'
}

export function TrainingCurves({ curves, by = 'epoch', source, as = 'h3' }: TrainingCurvesProps) {
  const { t, format } = useWords()
  const { loss, validationLoss, validationAccuracy, best } = curves
  if (loss.length === 0 && validationAccuracy.length === 0) return <p className="quiet">{t('training.nothingYet')}</p>
  const x = { label: t(`training.${by}`), digits: 0 }
  const from = source ? { source } : {}
  return (
    <div className={lab.charts}>
      {validationAccuracy.length > 0 ? (
        <Chart
          as={as}
          title={t('training.accuracy')}
          note={best ? t('training.best', { epoch: format.number(best.epoch), value: format.percent(best.accuracy, 2) }) : undefined}
          how="measured"
          {...from}
          data={{
            kind: 'line',
            x,
            y: { label: t('models.metric.accuracy'), style: 'percent' },
            series: [{ name: t('training.validation'), points: validationAccuracy.map(pointOf) }],
            ...(best && validationAccuracy.length > 2 ? { marks: [{ x: best.epoch, label: t('training.bestMark') }] } : {}),
          }}
        />
      ) : null}
      {loss.length > 0 || validationLoss.length > 0 ? (
        <Chart
          as={as}
          title={t('training.lossTitle')}
          note={t('training.lossNote')}
          how="measured"
          {...from}
          data={{
            kind: 'line',
            x,
            y: { label: t('training.loss'), digits: 3 },
            series: [
              { name: t('training.fitted'), points: loss.map(pointOf) },
              { name: t('training.validation'), points: validationLoss.map(pointOf) },
            ].filter((line) => line.points.length > 0),
          }}
        />
      ) : null}
    </div>
  )
}

const pointOf = ([x, y]: Point): LinePoint => ({ x, y })
