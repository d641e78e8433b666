/** Jobs: all long work, newest first, live. (A first version: the screen's engineer replaces it.) */
import { Button } from '@mantine/core'
import { asApiError, type Job, useCancelJob, useJob, useJobs, useResumeJob } from '@/api'
import { jobTitle, Page } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Jobs.module.css'

export default function Jobs() {
  const { t } = useWords()
  const jobs = useJobs()
  return (
    <Page title={t('shell.pages.jobs')} lead={t('jobs.lead')}>
      {jobs.error ? <ErrorNote error={asApiError(jobs.error)} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.isPending ? <TableSkeleton columns={2} /> : null}
      {jobs.isSuccess && jobs.items.length === 0 ? (
        <EmptyState title={t('jobs.none')} action={{ label: t('shell.pages.models'), href: '/lab/models' }}>
          <p>{t('jobs.noneHint')}</p>
        </EmptyState>
      ) : null}
      <div className={classes.jobs}>
        {jobs.items.map((job) => (
          <LiveJob key={job.id} job={job} />
        ))}
      </div>
      {jobs.hasNextPage ? (
        <Button variant="default" onClick={jobs.more}>
          {t('garments.more')}
        </Button>
      ) : null}
    </Page>
  )
}

function LiveJob({ job: row }: { job: Job }) {
  const { t } = useWords()
  const { job = row, progress, line } = useJob(row.id)
  const cancel = useCancelJob()
  const resume = useResumeJob()
  const seconds = job.started_at && job.finished_at ? (Date.parse(job.finished_at) - Date.parse(job.started_at)) / 1000 : null
  return (
    <JobStitch
      title={jobTitle(job, t)}
      state={job.state}
      done={progress?.done ?? job.done}
      total={progress?.total ?? job.total}
      step={progress?.message ?? job.message}
      rate={progress?.rate ?? null}
      secondsLeft={progress?.secondsLeft ?? null}
      seconds={seconds}
      waiting={line === 'waiting'}
      error={job.error ? { code: job.error.code, title: job.error.title ?? '', detail: job.error.detail, remedy: job.error.remedy ?? '' } : null}
      onCancel={() => cancel.mutate(job.id)}
      onResume={() => resume.mutate(job.id)}
    />
  )
}
