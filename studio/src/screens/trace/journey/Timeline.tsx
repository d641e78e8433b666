/** A journey from fibre to shop: a stitched line of steps with their gaps, why each is on the way, and what was felt. */
import type { Device, Journey, JourneyStep, SupplyPlace } from '@/api'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { Curves } from './Curves'
import { becauseWords, cbvWords, placeWords } from './names'
import { wayOf } from './way'
import classes from './Journey.module.css'

export interface TimelineProps {
  journey: Journey
  places: readonly SupplyPlace[]
  devices: readonly Device[]
}

export function Timeline({ journey, places, devices }: TimelineProps) {
  const { t, format } = useWords()
  return (
    <ol className={classes.way} aria-label={t('trace.journey.steps')}>
      {wayOf(journey.steps).map((part) =>
        part.kind === 'gap' ? (
          <li key={part.key} className={classes.gap}>
            {part.hours < 48 ? t('trace.gap.hours', { count: Math.round(part.hours) }) : t('trace.gap.days', { count: Math.round(part.hours / 24), number: format.number(part.hours / 24, 1) })}
          </li>
        ) : (
          <li key={part.step.number} className={classes.step} data-void={part.step.is_void} data-kind={part.step.because === 'itself' ? 'itself' : part.step.because.startsWith('inside') ? 'inside' : 'made'}>
            <Step step={part.step} places={places} />
            <Curves curves={part.curves} devices={devices} />
          </li>
        ),
      )}
    </ol>
  )
}

function Step({ step, places }: { step: JourneyStep; places: readonly SupplyPlace[] }) {
  const { t, format, language } = useWords()
  const site = places.find(({ id }) => id === step.site)
  const why = becauseWords(step.because, t)
  const disposition = cbvWords('disposition', step.disposition, t)
  const what = step.step ? cbvWords('step', step.step, t) : step.type.replace(/Event$/, '')
  return (
    <>
      <time className={classes.when} dateTime={step.at}>
        {format.dateTime(step.at)}
      </time>
      <p className={classes.what}>
        {step.is_void ? <s>{what}</s> : what}
        {disposition.toLowerCase() === what.toLowerCase() ? null : <span className="quiet small">{disposition}</span>}
      </p>
      {step.place ? (
        <p className={classes.where}>
          <bdi>{placeWords(step.site, step.place, places, language)}</bdi> {site?.is_simulated ? <HowBadge how="synthetic" bare /> : null}
        </p>
      ) : null}
      {why ? <p className="quiet small">{why}</p> : null}
      {step.is_void ? <p className={classes.void}>{t('trace.journey.void', { reason: cbvWords('error', step.void_reason, t) || t('trace.journey.noReason') })}</p> : null}
    </>
  )
}
