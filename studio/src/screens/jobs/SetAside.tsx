/** Partitions that a job could not do, why, and a button that tries them again. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { type Job, newKey, useSubmitJob } from '@/api'
import { Section } from '@/app'
import { useWords } from '@/locale'
import { asideOf } from './clusterForm'
import classes from './Jobs.module.css'

const SHOWN = 20

export function SetAside({ job }: { job: Job }) {
  const { t, format } = useWords()
  const navigate = useNavigate()
  const submit = useSubmitJob()
  const [key] = useState(newKey)
  const aside = asideOf(job.result)
  if (job.kind !== 'cluster' || aside.length === 0) return null
  // The same wish goes on in the same folder: only what was set aside, and what was made without it, is done.
  const again = () =>
    submit.mutate({ kind: 'cluster', params: { ...job.params, again: false }, key }, { onSuccess: (made) => void navigate(`/jobs/${made.id}`) })
  return (
    <Section title={t('jobs.parts.aside')}>
      <p>{t('jobs.parts.asideHint', { count: aside.length })}</p>
      <ul className={classes.aside}>
        {aside.slice(0, SHOWN).map((each) => (
          <li key={`${each.stage}-${each.partition}`} dir="auto">
            {t('jobs.parts.partition', { number: format.number(each.partition), stage: each.stage })}
            <span className={classes.value}>{`${each.code}: ${each.reason}`}</span>
          </li>
        ))}
      </ul>
      {aside.length > SHOWN ? <p className="quiet">{t('jobs.parts.asideMore', { count: aside.length - SHOWN })}</p> : null}
      <Button variant="default" loading={submit.isPending} onClick={again}>
        {t('jobs.parts.asideAgain')}
      </Button>
    </Section>
  )
}
