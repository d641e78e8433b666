/** The size to take, large, with its reason; or between which two, or that none fits. */
import type { Advice, Fitting } from '@/api'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { findingOf, reasonOf } from './reason'
import classes from './Result.module.css'

const BASES = { pattern: 'pattern', 'fitted-to-measures': 'fitted_to_measures', 'fitted-to-chart': 'fitted_to_chart' } as const

export function AdviceHead({ fitting, advice }: { fitting: Fitting; advice: Advice }) {
  const { t, format } = useWords()
  const finding = findingOf(advice)
  const how = advice.basis === 'pattern' ? 'modelled' : 'estimated'
  return (
    <div className={classes.advice} role="status">
      <div className={classes.answer} data-kind={finding.kind}>
        {finding.kind === 'none' ? <p className="title">{t('fit.advice.none')}</p> : <p className="label">{t(`fit.advice.${finding.kind}`)}</p>}
        {finding.kind === 'take' ? <p className={classes.big}>{finding.size.size}</p> : null}
        {finding.kind === 'between' ? (
          <p className={classes.big}>
            {finding.sizes[0].size} <span className={classes.and}>{t('fit.advice.and')}</span> {finding.sizes[1].size}
          </p>
        ) : null}
      </div>
      <div className={classes.reason}>
        {reasonOf(advice, t, format).map((sentence, at) => (
          <p key={sentence} className={at === 0 ? classes.because : 'quiet'}>
            {sentence}
          </p>
        ))}
        <p className={`small quiet ${classes.basis}`}>
          <HowBadge how={how} />
          <span>{t(`fit.advice.${BASES[advice.basis]}`)}</span>
          <span>{t('fit.reason.against')}</span>
          {fitting.seconds ? <span>{t('fit.advice.took', { count: advice.sizes.length, span: format.span(fitting.seconds) })}</span> : null}
        </p>
      </div>
      {finding.kind === 'none' ? null : <Figure size="small" label={t('fit.advice.confidence')} value={advice.confidence} style="percent" digits={0} how={how} source={t('fit.advice.confidenceSource')} />}
    </div>
  )
}
