/** One job: how far it is, its curves, what it says, with what it was asked, and what came of it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { asApiError, isOver, type Job, useCancelJob, useJob, useJobLog, useResumeJob } from '@/api'
import { jobTitle, Page, Section, tellOf } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Facts } from '../lab/Facts'
import { curvesOfProgress, tellsEpochs } from '../lab/trainingCurve'
import { TrainingCurves } from '../lab/TrainingCurves'
import { paramsOf, secondsOf } from './facts'
import classes from './Jobs.module.css'
import { Log } from './Log'
import { Outcome } from './Outcome'
import { resultOf } from './result'
import { SetAside } from './SetAside'

export function JobPage({ id }: { id: string }) {
  const { t } = useWords()
  const { job, error, refetch } = useJob(id)
  if (error && !job) {
    const told = asApiError(error)
    if (told.status !== 404) return <ErrorNote error={told} onRetry={() => void refetch()} />
    return (
      <EmptyState as="h1" eyebrow={t('shell.pages.jobs')} title={t('jobs.unknown')} action={{ label: t('shell.jobs.all'), href: '/jobs' }}>
        <p>{t('jobs.unknownHint', { id })}</p>
      </EmptyState>
    )
  }
  return job ? <One job={job} /> : <PageSkeleton />
}

function One({ job }: { job: Job }) {
  const { t, format } = useWords()
  const [turn, setTurn] = useState(0)
  const log = useJobLog(job.id, turn)
  const cancel = useCancelJob()
  const resume = useResumeJob()
  const { progress } = log.heard
  const result = resultOf(job, t)
  const curves = curvesOfProgress(progress)
  const learns = curves.loss.length > 1 || curves.validationAccuracy.length > 0
  const params = paramsOf(job.params)
  const title = jobTitle(job, t)
  return (
    <Page
      title={title}
      eyebrow={
        <Link className={classes.up} to="/jobs">
          {t('shell.pages.jobs')}
        </Link>
      }
      actions={
        result ? (
          <Button component={Link} to={result.href}>
            {result.label}
          </Button>
        ) : undefined
      }
    >
      <div className={classes.stitch}>
        <JobStitch
          title={t(`jobs.now.${job.state}`)}
          state={job.state}
          done={isOver(job) ? job.done : progress.done || job.done}
          total={isOver(job) ? job.total : progress.total || job.total}
          step={progress.message || job.message}
          rate={progress.rate}
          secondsLeft={progress.secondsLeft}
          seconds={secondsOf(job)}
          error={tellOf(job.error)}
          onCancel={() => cancel.mutate(job.id)}
          onResume={() => resume.mutate(job.id, { onSuccess: () => setTurn(turn + 1) })}
        />
      </div>
      {job.state === 'done' ? <SetAside job={job} /> : null}
      {job.state === 'done' ? <Outcome job={job} /> : null}
      {learns ? (
        <Section title={t('training.curves')}>
          <TrainingCurves curves={curves} by={tellsEpochs(progress) ? 'epoch' : 'step'} />
        </Section>
      ) : null}
      <Section title={t('jobs.asked')}>
        <Facts
          facts={[
            ...params,
            [t('jobs.created'), format.dateTime(job.created_at)],
            [t('jobs.started'), job.started_at ? format.dateTime(job.started_at) : null],
            [t('jobs.finished'), job.finished_at ? format.dateTime(job.finished_at) : null],
            [t('jobs.attempts'), job.attempts > 1 ? format.number(job.attempts) : null],
            [t('jobs.number'), <code key="id">{job.id}</code>],
          ]}
        />
      </Section>
      <Section title={t('jobs.log')}>
        <Log events={log.events} live={!isOver(job)} />
      </Section>
    </Page>
  )
}
