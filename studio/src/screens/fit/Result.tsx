/** What came of trying on: progress while it works, then the advice, three sizes side by side, and all of them. */
import { asApiError, type Fitting, isFitted } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch, type JobState } from '@/kit/JobStitch'
import { useWords } from '@/locale'
import { AdviceHead } from './AdviceHead'
import { AllSizes } from './AllSizes'
import { ThreeSizes } from './ThreeSizes'
import classes from './Result.module.css'

const STATES: Record<Fitting['state'], JobState> = { waiting: 'queued', working: 'running', done: 'done', failed: 'failed', cancelled: 'cancelled' }

export interface ResultProps {
  fitting: Fitting | undefined
  /** The garment's name. */
  name: string
  error: unknown
  onStop: () => void
  onAgain: () => void
}

export function Result({ fitting, name, error, onStop, onAgain }: ResultProps) {
  const { t } = useWords()
  if (error) return <ErrorNote error={asApiError(error)} onRetry={onAgain} />
  if (!fitting) return null
  if (!isFitted(fitting) || !fitting.advice) return <Progress fitting={fitting} name={name} onStop={onStop} onAgain={onAgain} />
  return <Report key={fitting.id} fitting={fitting} name={name} label={t('fit.advice.title')} />
}

function Progress({ fitting, name, onStop, onAgain }: { fitting: Fitting; name: string; onStop: () => void; onAgain: () => void }) {
  const { t } = useWords()
  const step = fitting.step === 'body' ? t('fit.work.body') : fitting.step ? t('fit.work.draping', { size: fitting.step }) : t('fit.work.waiting')
  return (
    <JobStitch
      title={t('fit.work.title', { garment: name })}
      state={STATES[fitting.state]}
      share={fitting.state === 'working' ? fitting.progress : undefined}
      step={step}
      error={fitting.error ? { ...fitting.error, remedy: fitting.error.remedy ?? '' } : null}
      onCancel={onStop}
      onResume={onAgain}
    />
  )
}

function Report({ fitting, name, label }: { fitting: Fitting; name: string; label: string }) {
  const advice = fitting.advice!
  return (
    <section className={classes.report} aria-label={label}>
      <AdviceHead fitting={fitting} advice={advice} />
      <ThreeSizes fitting={fitting.id} advice={advice} />
      <AllSizes advice={advice} garment={name} />
    </section>
  )
}
