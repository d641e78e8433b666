/** One job in the list, live. */
import { Link } from 'react-router'
import { isOver, type Job, useCancelJob, useJob, useResumeJob } from '@/api'
import { jobTitle, tellOf } from '@/app'
import { JobStitch } from '@/kit/JobStitch'
import { useWords } from '@/locale'
import { secondsOf } from './facts'
import classes from './Jobs.module.css'
import { resultOf } from './result'

export function JobLine({ job: row }: { job: Job }) {
  const { t, format } = useWords()
  // Only what goes on is followed; a hundred old jobs need no hundred questions.
  const live = useJob(isOver(row) ? undefined : row.id)
  const job = live.job ?? row
  const { progress, line } = live
  const cancel = useCancelJob()
  const resume = useResumeJob()
  const result = resultOf(job, t)
  return (
    <div className={classes.line}>
      <p className={classes.when}>{format.ago(job.created_at)}</p>
      <JobStitch
        title={
          <Link className={classes.title} to={`/jobs/${encodeURIComponent(job.id)}`}>
            {jobTitle(job, t)}
          </Link>
        }
        state={job.state}
        done={progress?.done ?? job.done}
        total={progress?.total ?? job.total}
        step={progress?.message ?? job.message}
        rate={progress?.rate ?? null}
        secondsLeft={progress?.secondsLeft ?? null}
        seconds={secondsOf(job)}
        waiting={line === 'waiting'}
        error={tellOf(job.error)}
        compact
        {...(result ? { result } : {})}
        onCancel={() => cancel.mutate(job.id)}
        onResume={() => resume.mutate(job.id)}
      />
    </div>
  )
}
