/** A job as it goes on, live: its name leads to its page, its seam says how far and what went wrong. */
import { Link } from 'react-router'
import { isOver, type Job, type LiveJob } from '@/api'
import { JobStitch, type JobStitchProps } from '@/kit/JobStitch'
import { useWords } from '@/locale'
import classes from './JobAtWork.module.css'
import { jobTitle } from './jobTitle'
import { tellOf } from './tellOf'

export interface JobAtWorkProps extends Omit<JobStitchProps, 'title' | 'state'> {
  job: Job
  /** What is heard of it, where it is followed. */
  live?: Pick<LiveJob, 'progress' | 'line'>
}

export function JobAtWork({ job, live, ...more }: JobAtWorkProps) {
  const { t } = useWords()
  const { progress } = live ?? {}
  return (
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
      waiting={live?.line === 'waiting' && !isOver(job)}
      error={tellOf(job.error)}
      {...more}
    />
  )
}
