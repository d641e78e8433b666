/** A cloth, or several, worn through a day: skin, sweat and comfort over time, each with the band of its interval. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Comfort as Lived, type FabricGiven, isOver, useFabricComforts, useFabricWorn, useJob, useWearFabric } from '@/api'
import { JobAtWork, Section } from '@/app'
import { Chart, type LineSeries } from '@/kit/Chart'
import { ErrorNote } from '@/kit/ErrorNote'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { DayEditor } from './DayEditor'
import { nameOf } from './numbers'
import { begins, type Day, DAYS, LONGEST_MINUTES, MOST_MINUTES, minutesOf, scenarioOf } from './scenario'
import classes from './Fabrics.module.css'

/** What is drawn of the wearer, with its unit. */
const CURVES = { skin_c: '°C', sweat_g_h: 'g/h', wettedness: '', discomfort: '' } as const

export function Comfort({ title, cloths }: { title: string; cloths: readonly { name: string; given: FabricGiven }[] }) {
  const { t } = useWords()
  const [day, setDay] = useState<Day>(() => DAYS.summer((key) => t(`fabric.day.${key}`)))
  const [worn, setWorn] = useState<Day | null>(null)
  const isLong = minutesOf(day) > MOST_MINUTES
  const wear = useWearFabric()
  const begin = () => {
    if (!isLong) return setWorn(day)
    setWorn(null)
    wear.mutate({ spec: cloths[0]!.given, scenario: scenarioOf(day, t('fabric.comfort.day')) })
  }
  return (
    <Section title={title}>
      <DayEditor day={day} onChange={setDay} />
      <p className={classes.act}>
        <Button onClick={begin} loading={wear.isPending} disabled={minutesOf(day) > LONGEST_MINUTES || (isLong && cloths.length > 1)}>
          {t(isLong ? 'fabric.comfort.job' : 'fabric.comfort.wear')}
        </Button>
        <span className="quiet small">{t(isLong && cloths.length > 1 ? 'fabric.comfort.one' : isLong ? 'fabric.comfort.long' : 'fabric.comfort.takes')}</span>
      </p>
      {wear.error ? <ErrorNote error={asApiError(wear.error)} compact /> : null}
      {wear.data && !worn ? <Long key={wear.data.id} job={wear.data.id} day={day} cloth={cloths[0]!} /> : null}
      {worn ? <Worn day={worn} cloths={cloths} /> : null}
    </Section>
  )
}

function Worn({ day, cloths }: { day: Day; cloths: readonly { name: string; given: FabricGiven }[] }) {
  const { t } = useWords()
  const scenario = scenarioOf(day, t('fabric.comfort.day'))
  const lived = useFabricComforts(cloths.map(({ given }) => ({ spec: given, scenario })))
  const error = lived.find((each) => each.error)?.error
  if (error) return <ErrorNote error={asApiError(error)} onRetry={() => lived.forEach((each) => void each.refetch())} />
  if (lived.some(({ isPending }) => isPending)) return <ChartSkeleton height={280} />
  return <Course day={day} cloths={cloths} lived={lived} />
}

/** A long scenario as the job goes on, and what came of it. */
function Long({ job: id, day, cloth }: { job: string; day: Day; cloth: { name: string; given: FabricGiven } }) {
  const live = useJob(id)
  const [asked] = useState(day)
  const isDone = live.job !== undefined && isOver(live.job) && live.job.state === 'done'
  const worn = useFabricWorn(isDone ? String(live.job!.result?.id ?? '') : '')
  if (worn.error) return <ErrorNote error={asApiError(worn.error)} />
  if (worn.data) return <Course day={asked} cloths={[cloth]} lived={[worn]} />
  return live.job ? <JobAtWork job={live.job} live={live} /> : <ChartSkeleton height={280} />
}

function Course({ day, cloths, lived }: { day: Day; cloths: readonly { name: string; given: FabricGiven }[]; lived: readonly { data: Lived | undefined }[] }) {
  const { t, language, format } = useWords()
  const marks = begins(day.phases)
  const seriesOf = (curve: keyof typeof CURVES): LineSeries[] =>
    lived.flatMap(({ data }, index) => {
      const drawn = data?.curves[curve]
      return data && drawn ? [{ name: cloths[index]!.name, how: 'predicted' as const, points: data.minutes.map((x, at) => ({ x, y: drawn.value![at] ?? null, low: drawn.low![at] ?? 0, high: drawn.high![at] ?? 0 })) }] : []
    })
  return (
    <>
      {lived.map(({ data }, index) =>
        data ? (
          <p key={cloths[index]!.name} role="status" className={classes.verdict}>
            {cloths.length > 1 ? <span className="label">{cloths[index]!.name}</span> : null} {nameOf(data.verdict, language)}
          </p>
        ) : null,
      )}
      <div className={classes.charts}>
        {(Object.keys(CURVES) as (keyof typeof CURVES)[]).map((curve) => (
          <Chart
            key={curve}
            title={t(`fabric.comfort.curve.${curve}`)}
            note={t(`fabric.comfort.note.${curve}`)}
            how="predicted"
            source={t('fabric.comfort.source')}
            data={{ kind: 'line', x: { label: t('fabric.comfort.minute'), unit: 'min' }, y: { label: t(`fabric.comfort.curve.${curve}`), unit: CURVES[curve] }, series: seriesOf(curve), marks }}
          />
        ))}
      </div>
      {lived[0]?.data ? (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key
        <div className={classes.scroll} role="region" aria-label={t('fabric.comfort.phases')} tabIndex={0}>
          <table className={classes.table}>
            <caption className="unseen">{t('fabric.comfort.phases')}</caption>
            <thead>
              <tr>
                {(['phase', 'cloth', 'clo', 'im', 'felt', 'warnings'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`fabric.comfort.column.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lived.flatMap(({ data }, index) =>
                (data?.phases ?? []).map((phase, at) => (
                  <tr key={`${index} ${at}`}>
                    <th scope="row">{phase.name}</th>
                    <td>{cloths[index]!.name}</td>
                    <td className={classes.number}>{t('fabric.comfort.clo', { value: format.number(phase.clo, 2) })}</td>
                    <td className={classes.number}>{format.number(phase.im, 2)}</td>
                    <td>
                      {nameOf(phase.felt, language)}{' '}
                      <span className="quiet small">{t('fabric.comfort.vote', { value: format.number(phase.feeling.value!, 1), low: format.number(phase.feeling.low!, 1), high: format.number(phase.feeling.high!, 1) })}</span>
                    </td>
                    <td className="small">{phase.warnings.map((warning) => nameOf(warning, language)).join(' ') || '–'}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  )
}
