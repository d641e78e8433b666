/** Where the claimed number can be read off: on the pictures that the network has learnt by heart. */
import { Chart, type LinePoint } from '@/kit/Chart'
import { useWords } from '@/locale'
import { Chapter } from './Chapter'
import { type Article, curveFacts } from './facts'
import classes from './Study.module.css'

export function ByHeart({ article }: { article: Article }) {
  const { t, format } = useWords()
  const facts = curveFacts(article)
  if (!facts) return null
  const percent = (value: number, digits = 2) => format.percent(value / 100, digits)
  const { passes, last, bestTest, turn } = facts
  const line = (name: 'training' | 'validation' | 'test'): LinePoint[] => article.curve.map((row) => ({ x: row.epoch, y: row[name] === null ? null : row[name] / 100 }))
  const epochs = { label: t('training.epoch'), digits: 0 }
  return (
    <Chapter
      label={t('study.heart.label')}
      title={t('study.heart.title')}
      words={
        <>
          {passes && last.training !== null ? (
            <p>
              {t('study.heart.passes', {
                claim: percent(article.claim, 1),
                epoch: format.number(passes.epoch),
                last: format.number(last.epoch),
                end: percent(last.training),
              })}
            </p>
          ) : null}
          {bestTest && last.test !== null ? <p>{t('study.heart.test', { end: percent(last.test), best: percent(bestTest.test) })}</p> : null}
          {turn && last.validation_loss !== null ? (
            <p>{t('study.heart.turn', { epoch: format.number(turn.epoch), low: format.number(turn.loss, 3), high: format.number(last.validation_loss, 3) })}</p>
          ) : null}
        </>
      }
    >
      <div className={classes.wide}>
        <Chart
          title={t('study.heart.chart', { count: article.curve.length })}
          note={t('study.heart.note')}
          how="measured"
          source={t('study.heart.source')}
          height={380}
          data={{
            kind: 'line',
            x: epochs,
            y: { label: t('models.metric.accuracy'), style: 'percent', digits: 1 },
            series: [
              { name: t('study.training'), points: line('training') },
              { name: t('study.validation'), points: line('validation') },
              { name: t('study.test'), points: line('test') },
            ].filter((each) => each.points.some(({ y }) => y !== null)),
            ...(passes ? { marks: [{ x: passes.epoch, label: t('study.heart.mark', { claim: percent(article.claim, 1) }) }] } : {}),
          }}
        />
        <Chart
          title={t('study.heart.lossChart')}
          how="measured"
          source={t('study.heart.source')}
          height={220}
          data={{
            kind: 'line',
            x: epochs,
            y: { label: t('training.loss'), digits: 2 },
            series: [{ name: t('study.validation'), points: article.curve.map((row) => ({ x: row.epoch, y: row.validation_loss })) }],
            ...(turn ? { marks: [{ x: turn.epoch, label: t('study.heart.lowest') }] } : {}),
          }}
        />
      </div>
    </Chapter>
  )
}
