/** The way to a forecast: a job that is started here, seen at work, and whose end renews what is shown. */
import { Button } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useJob, useRenewDemand, useSubmitJob } from '@/api'
import { JobAtWork, useAddress } from '@/app'
import { RefreshIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import classes from './Plan.module.css'

/** Starts a forecast; `seam` shows it at work. */
export function useMaking(): { start: () => void; isGoing: boolean; seam: ReactNode } {
  const { query, change } = useAddress()
  const submit = useSubmitJob()
  const renew = useRenewDemand()
  const live = useJob(query.get('making') ?? undefined)
  const { job } = live
  const isDone = job?.state === 'done'
  useEffect(() => {
    if (isDone) renew()
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it is done
  }, [isDone])
  const start = () => submit.mutate({ kind: 'forecast', params: {} }, { onSuccess: ({ id }) => change({ making: id }) })
  const seam = job && !isDone ? <JobAtWork job={job} live={live} /> : null
  return { start, isGoing: submit.isPending || (job !== undefined && !isDone && job.state !== 'failed' && job.state !== 'cancelled'), seam }
}

export function MakeAgain({ making }: { making: ReturnType<typeof useMaking> }) {
  const { t } = useWords()
  return (
    <div className={classes.again}>
      {making.seam ?? (
        <Button variant="default" size="compact-md" leftSection={<RefreshIcon size={16} aria-hidden />} loading={making.isGoing} onClick={making.start}>
          {t('plan.make.again')}
        </Button>
      )}
    </div>
  )
}
