/** Whether this machine and this shop can do all that Modiste offers; what is wrong first, with what to do. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type Check, useDoctor } from '@/api'
import { Loaded } from '@/app'
import { CheckIcon, WarnIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Settings.module.css'

const ORDER: Record<Check['state'], number> = { failed: 0, missing: 1, ok: 2 }

export function DoctorReport() {
  const { t } = useWords()
  const doctor = useDoctor()
  const [all, setAll] = useState(false)
  return (
    <Loaded query={doctor} skeleton={<TableSkeleton rows={4} columns={2} />}>
      {({ checks }) => {
        const sorted = [...checks].sort((a, b) => ORDER[a.state] - ORDER[b.state])
        const flawed = sorted.filter(({ state }) => state !== 'ok')
        const well = sorted.length - flawed.length
        return (
          <>
            <p className={classes.verdict}>{flawed.length === 0 ? t('settings.doctor.well') : t('settings.doctor.flawed', { count: flawed.length })}</p>
            <ul className={classes.checks}>
              {(all ? sorted : flawed).map((check) => (
                <li key={check.name} data-state={check.state}>
                  {check.state === 'ok' ? <CheckIcon size={16} aria-hidden /> : <WarnIcon size={16} aria-hidden />}
                  <div>
                    <p>
                      <b>{check.name}</b> <span className={classes.state}>{t(`settings.doctor.${check.state}`)}</span>
                    </p>
                    <p className="quiet small">{check.detail}</p>
                    {check.remedy ? <p className="small">{check.remedy}</p> : null}
                  </div>
                </li>
              ))}
            </ul>
            <div className={classes.buttons}>
              {well > 0 ? (
                <Button variant="default" aria-expanded={all} onClick={() => setAll(!all)}>
                  {all ? t('settings.doctor.less') : t('settings.doctor.all', { count: sorted.length })}
                </Button>
              ) : null}
              <Button variant="subtle" loading={doctor.isFetching} onClick={() => void doctor.refetch()}>
                {t('settings.doctor.again')}
              </Button>
            </div>
          </>
        )
      }}
    </Loaded>
  )
}
