/** Long work as a seam being sewn: the step, how far, how fast, how long still, and the ways to stop or go on. */
import { Button } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { Link } from 'react-router'
import { useWords } from '@/locale'
import { ErrorNote, type Told } from '@/kit/ErrorNote'
import { Stitch, type StitchProps } from '@/kit/Stitch'
import classes from './JobStitch.module.css'

export type JobState = 'queued' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled'

export interface JobStitchProps {
  title: ReactNode
  state: JobState
  done?: number
  /** 0 while nobody knows. */
  total?: number
  /** How far it is, 0 to 1, where that is finer than what is counted. */
  share?: number | undefined
  /** The step it is in, in the job's own words. */
  step?: string
  /** Units a second. */
  rate?: number | null
  /** What is counted: "images", "steps". */
  unit?: string
  secondsLeft?: number | null
  /** How long it took, once it is over. */
  seconds?: number | null
  /** No news at the moment: the line to the server is being opened again. */
  waiting?: boolean
  error?: Told | null
  /** Where the result is to be seen. */
  result?: { label: string; href: string }
  onCancel?: () => void
  onResume?: () => void
  /** One line less, for lists and the jobs menu. */
  compact?: boolean
}

const TONES: Record<JobState, StitchProps['tone']> = {
  queued: 'hairline',
  running: 'accent',
  cancelling: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'hairline',
}

export function JobStitch(props: JobStitchProps) {
  const { title, state, done = 0, total = 0, step, waiting = false, error, result, onCancel, onResume, compact } = props
  const { t, format } = useWords()
  const id = useId()
  const share = state === 'done' ? 1 : (props.share ?? (total > 0 ? Math.min(1, done / total) : undefined))
  const isGoing = state === 'running' || state === 'cancelling'
  const facts = factsOf(props, useWords())
  return (
    <div className={classes.job} data-compact={compact ?? false} role="group" aria-labelledby={id}>
      <div className={classes.head}>
        <span id={id} className={classes.title} dir="auto">
          {title}
        </span>
        <span className={classes.state} data-state={state}>
          {isGoing && share !== undefined ? format.percent(share, 0) : t(`kit.job.${state}`)}
        </span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === undefined ? {} : { 'aria-valuenow': Math.round(share * 100) })}
        aria-valuetext={[t(`kit.job.${state}`), ...facts].join(', ')}
      >
        {state === 'queued' || state === 'cancelled' ? (
          <Stitch sewn={share ?? 0} tone={TONES[state]} />
        ) : (
          <Stitch sewn={isGoing || state === 'failed' ? share : 1} running={isGoing && share === undefined} tone={TONES[state]} />
        )}
      </div>
      <div className={classes.foot}>
        <span className={classes.facts}>
          {isGoing && step ? (
            <span className={classes.step} dir="auto">
              {step}
            </span>
          ) : null}
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {waiting && isGoing ? <span className={classes.waiting}>{t('kit.job.waiting')}</span> : null}
        </span>
        <span className={classes.actions}>
          {result && state === 'done' ? (
            <Link className="link" to={result.href}>
              {result.label}
            </Link>
          ) : null}
          {onCancel && (state === 'queued' || state === 'running') ? (
            <Button size="compact-xs" variant="subtle" onClick={onCancel}>
              {t('kit.job.cancel')}
            </Button>
          ) : null}
          {onResume && (state === 'failed' || state === 'cancelled') ? (
            <Button size="compact-xs" variant="default" onClick={onResume}>
              {t('kit.job.resume')}
            </Button>
          ) : null}
        </span>
      </div>
      {state === 'failed' && error ? <ErrorNote error={error} compact={compact ?? false} /> : null}
      {/* Only the turns of its fate are read out; every per cent would be chatter. */}
      <span className="unseen" aria-live="polite">
        {t(`kit.job.${state}`)}
      </span>
    </div>
  )
}

function factsOf(props: JobStitchProps, { t, format }: ReturnType<typeof useWords>): string[] {
  const { state, done = 0, total = 0, rate, unit, secondsLeft, seconds } = props
  const facts: string[] = []
  const isGoing = state === 'running' || state === 'cancelling'
  if (total > 0 && state !== 'done') {
    facts.push(`${format.number(done)} / ${format.number(total)}${unit ? ` ${unit}` : ''}`)
  }
  if (isGoing && rate) facts.push(t('kit.job.rate', { rate: format.number(rate) }))
  if (isGoing && secondsLeft) facts.push(t('kit.job.left', { span: format.span(secondsLeft) }))
  if (!isGoing && seconds) facts.push(t('kit.job.took', { span: format.span(seconds) }))
  return facts
}
