/** The jobs at work, in the top bar: how many, how far, and the way to each. */
import { Indicator, Popover, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { type Job, useActiveJobs, useCancelJob, useJob } from '@/api'
import { JobsIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { JobAtWork } from './JobAtWork'
import classes from './JobsMenu.module.css'

export function JobsMenu() {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  const jobs = useActiveJobs().data ?? []
  const label = t('shell.jobs.active', { count: jobs.length })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={360} shadow="md" trapFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button} aria-label={label} title={label} onClick={() => setOpened(!opened)}>
          <Indicator disabled={jobs.length === 0} color="accent" size={8} offset={2} processing={false} classNames={{ indicator: classes.dot! }}>
            <JobsIcon size={20} aria-hidden />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.list}>
          {jobs.length === 0 ? <p className="quiet">{t('shell.jobs.none')}</p> : null}
          {jobs.slice(0, 5).map((job) => (
            <Line key={job.id} job={job} />
          ))}
          <Link to="/jobs" className="link small" onClick={() => setOpened(false)}>
            {t('shell.jobs.all')}
          </Link>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Line({ job: row }: { job: Job }) {
  const live = useJob(row.id)
  const job = live.job ?? row
  const cancel = useCancelJob()
  return <JobAtWork compact job={job} live={live} onCancel={() => cancel.mutate(job.id)} />
}
