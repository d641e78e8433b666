/** Why a second is called as it is: which channel and which time the network's word hangs on, and how faithful that is. */
import { asApiError, type WearableCall, type WearableWhy } from '@/api'
import { Section } from '@/app'
import { Chart } from '@/kit/Chart'
import { ErrorNote } from '@/kit/ErrorNote'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { strongest } from './labels'
import { activity, channel } from './words'
import classes from './Wearables.module.css'

export interface WhyProps {
  why: WearableWhy | undefined
  error: unknown
  isAsked: boolean
  hasModel: boolean
  call: WearableCall | undefined
  onRetry: () => void
}

export function Why({ why, error, isAsked, hasModel, call, onRetry }: WhyProps) {
  const { t, format } = useWords()
  const best = why ? strongest(why) : null
  return (
    <Section title={t('wearables.why.title')}>
      {error ? <ErrorNote error={asApiError(error)} onRetry={onRetry} compact /> : null}
      {!isAsked ? <p className="quiet small">{t(hasModel ? 'wearables.why.choose' : 'wearables.why.none')}</p> : null}
      {isAsked && !why && !error ? <ChartSkeleton height={240} /> : null}
      {why && best ? (
        <>
          <p role="status" className={classes.said}>
            {t('wearables.why.said', { at: format.number(why.moment_s, 1), label: activity(why.label, t), share: format.percent(why.chance, 0) })}{' '}
            {t('wearables.why.because', { channel: channel(best.channel, t), from: format.number(best.from, 1), to: format.number(best.to, 1) })}{' '}
            {call && call.label !== why.label ? t('wearables.why.order', { label: activity(call.label, t) }) : ''}{' '}
            {call && call.true_label && call.true_label !== call.label ? t('wearables.why.wrong', { label: activity(call.true_label, t) }) : ''}
          </p>
          <Chart
            as="h3"
            title={t('wearables.why.heat')}
            note={t('wearables.why.faithful', { value: format.number(why.faithfulness, 3) })}
            how="measured"
            data={{
              kind: 'matrix',
              rows: Object.entries(why.channels).map(([name, share]) => `${channel(name, t)} ${format.percent(share, 0)}`),
              columns: why.at_s.map((each) => format.number(each, 1)),
              values: why.heat.map((row) => row.map((odds) => Math.round(odds * 10) / 10 || 0)),
              rowLabel: t('wearables.why.channel'),
              columnLabel: t('wearables.why.seconds'),
              value: { label: t('wearables.why.odds'), digits: 1 },
              scale: 'difference',
            }}
          />
        </>
      ) : null}
    </Section>
  )
}
