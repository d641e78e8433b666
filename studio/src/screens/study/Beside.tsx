/** Ours beside what is published, on one scale; the list is its own table. */
import type { Study } from '@/api'
import { useWords } from '@/locale'
import { Chapter } from './Chapter'
import { rungsOf, scaleOf, type Rung } from './ladder'
import classes from './Study.module.css'

export function Beside({ study }: { study: Study }) {
  const { t, format } = useWords()
  const rungs = rungsOf(study, t)
  const [low, high] = scaleOf(rungs)
  return (
    <Chapter label={t('study.beside.label')} title={t('study.beside.title')} words={<p>{t('study.beside.words')}</p>}>
      <ol className={classes.ladder} aria-label={t('study.beside.title')}>
        {rungs.map((rung, index) => (
          <Line key={index} rung={rung} at={(value) => `${((value - low) / (high - low)) * 100}%`} />
        ))}
      </ol>
      <p className={classes.scale} aria-hidden>
        <span>{format.percent(low / 100, 0)}</span>
        <span>{format.percent(high / 100, 0)}</span>
      </p>
    </Chapter>
  )
}

function Line({ rung, at }: { rung: Rung; at: (value: number) => string }) {
  const { t, format } = useWords()
  const percent = (value: number) => format.percent(value / 100, 2)
  const { name, kind, value, interval, source } = rung
  return (
    <li className={classes.rung} data-kind={kind}>
      <p className={classes.rungName}>
        <span dir="auto">{name}</span>
        <span className={classes.rungSource}>{[t(`study.beside.${kind}Kind`), source].filter(Boolean).join(' · ')}</span>
      </p>
      <span className={classes.track} aria-hidden>
        {interval ? <span className={classes.span} style={{ insetInlineStart: at(interval[0]), width: `calc(${at(interval[1])} - ${at(interval[0])})` }} /> : null}
        <span className={classes.dot} style={{ insetInlineStart: at(value) }} />
      </span>
      <p className={classes.rungValue}>
        {percent(value)}
        {interval ? <span>{t('models.range', { low: percent(interval[0]), high: percent(interval[1]) })}</span> : null}
      </p>
    </li>
  )
}
