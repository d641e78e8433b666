/** How a training went, or goes: accuracy and loss over its epochs. */
import { useWords } from '@/locale'
import lab from './Lab.module.css'
import { Plot } from './Plot'
import type { TrainingCurves as Curves } from './trainingCurve'

export function TrainingCurves({ curves, live = false }: { curves: Curves; live?: boolean }) {
  const { t, format } = useWords()
  const { loss, validationLoss, validationAccuracy, best } = curves
  if (loss.length === 0 && validationAccuracy.length === 0) return <p className="quiet">{t('training.nothingYet')}</p>
  return (
    <div className={lab.charts} aria-live={live ? 'off' : undefined}>
      {validationAccuracy.length > 0 ? (
        <Plot
          title={t('training.accuracy')}
          note={best ? t('training.best', { epoch: format.number(best.epoch), value: format.percent(best.accuracy, 2) }) : undefined}
          x={{ label: t('training.epoch') }}
          y={{ label: t('models.metric.accuracy'), style: 'percent' }}
          series={[{ name: t('training.validation'), points: validationAccuracy }]}
          file="training-accuracy"
        />
      ) : null}
      {loss.length > 0 || validationLoss.length > 0 ? (
        <Plot
          title={t('training.lossTitle')}
          x={{ label: t('training.epoch') }}
          y={{ label: t('training.loss'), style: 'number' }}
          series={[
            { name: t('training.fitted'), points: loss },
            { name: t('training.validation'), points: validationLoss },
          ].filter((line) => line.points.length > 0)}
          file="training-loss"
        />
      ) : null}
    </div>
  )
}
