/** A print worn: photographed on a garment of a program, at true scale; made when it is asked for. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type PrintSpec, usePrograms, useWorn, type WornWanted } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { JobStitch } from '@/kit/JobStitch'
import { inWords } from '@/house'
import { useWords } from '@/locale'
import { named } from '@/screens/fit/words'
import classes from './Design.module.css'

const SIDES = [0, 40, 180] as const

export function Worn({ spec }: { spec: PrintSpec | null }) {
  const { t } = useWords()
  const programs = usePrograms().data
  const [program, setProgram] = useState('dress-a-line')
  const [cloth, setCloth] = useState('')
  const [azimuth, setAzimuth] = useState<number>(0)
  const [asked, setAsked] = useState<WornWanted | null>(null)
  const worn = useWorn(asked)
  const now: WornWanted | null = spec ? { print: spec, program, options: {}, chart: '', size: '', cloth, azimuth, lays: {}, width: 480 } : null
  const isStale = asked !== null && JSON.stringify(asked) !== JSON.stringify(now)
  return (
    <div className={classes.worn}>
      <div className={classes.stack}>
        <Select label={t('desk.field.program')} allowDeselect={false} value={program} data={(programs?.programs ?? []).map(({ id }) => ({ value: id, label: named('program', id, t) }))} onChange={(next) => (next ? setProgram(next) : undefined)} />
        <Select label={t('desk.field.cloth')} allowDeselect={false} value={cloth} data={['', ...(programs?.cloths ?? [])].map((each) => ({ value: each, label: each === '' ? t('fit.garment.usual') : inWords('cloth', each, t) }))} onChange={(next) => setCloth(next ?? '')} />
        <Select label={t('desk.worn.side')} allowDeselect={false} value={String(azimuth)} data={SIDES.map((each) => ({ value: String(each), label: t(`desk.worn.at.${each}`) }))} onChange={(next) => setAzimuth(Number(next))} />
        <Button disabled={!now} loading={worn.isFetching} onClick={() => setAsked(now)}>
          {t(asked ? 'desk.worn.again' : 'desk.worn.wear')}
        </Button>
        {isStale && !worn.isFetching ? <p className={`small ${classes.stale}`} role="status">{t('desk.worn.stale')}</p> : null}
        {asked ? null : <p className="small quiet">{t('desk.worn.what')}</p>}
      </div>
      <div>
        {worn.error && !worn.isFetching ? <ErrorNote error={asApiError(worn.error)} onRetry={() => void worn.refetch()} compact /> : null}
        {worn.isFetching ? <JobStitch compact title={t('desk.worn.making', { program: named('program', asked?.program ?? '', t) })} state="running" /> : null}
        {worn.data ? (
          <figure className={classes.photo} data-waiting={worn.isFetching}>
            <img src={worn.data} alt={t('desk.worn.alt', { program: named('program', asked?.program ?? '', t) })} />
            <figcaption className="small">
              <HowBadge how="synthetic" /> <span className="quiet">{t('desk.worn.scale')}</span>
            </figcaption>
          </figure>
        ) : null}
      </div>
    </div>
  )
}
