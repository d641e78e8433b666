/** One job in the list, live. */
import { isOver, type Job, useCancelJob, useJob, useResumeJob } from '@/api'
import { JobAtWork } from '@/app'
import { useWords } from '@/locale'
import { secondsOf } from './facts'
import classes from './Jobs.module.css'
import { resultOf } from './result'

export function JobLine({ job: row }: { job: Job }) {
  const { t, format } = useWords()
  // Only what goes on is followed; a hundred old jobs need no hundred questions.
  const live = useJob(isOver(row) ? undefined : row.id)
  const job = live.job ?? row
  const cancel = useCancelJob()
  const resume = useResumeJob()
  const result = resultOf(job, t)
  return (
    <div className={classes.line}>
      <p className={classes.when}>{format.ago(job.created_at)}</p>
      <JobAtWork
        compact
        job={job}
        live={live}
        seconds={secondsOf(job)}
        {...(result ? { result } : {})}
        onCancel={() => cancel.mutate(job.id)}
        onResume={() => resume.mutate(job.id)}
      />
    </div>
  )
}
