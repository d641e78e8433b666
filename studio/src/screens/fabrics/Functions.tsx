/** A cloth that does something: melts, opens when damp, wears in the wash; each beside the cloth that does not. */
import { Button, NumberInput, SegmentedControl } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type Function as FabricFunction, type FabricGiven, useFabricFunction } from '@/api'
import { Section, useAddress } from '@/app'
import { Chart, type LineSeries } from '@/kit/Chart'
import { ErrorNote } from '@/kit/ErrorNote'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { askedOf, CURVES, FIELDS, FUNCTIONS, type Function, fresh } from './functions'
import { nameOf } from './numbers'
import classes from './Fabrics.module.css'

export function Functions({ given }: { given: FabricGiven }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const which = FUNCTIONS.find((each) => each === query.get('does')) ?? FUNCTIONS[0]!
  return (
    <Section title={t('fabric.function.title')}>
      <div className={classes.scroll}>
        <SegmentedControl aria-label={t('fabric.function.title')} value={which} onChange={(next) => change({ does: next === FUNCTIONS[0] ? null : next })} data={FUNCTIONS.map((each) => ({ value: each, label: t(`fabric.function.name.${each}`) }))} />
      </div>
      <One key={which} which={which} given={given} />
    </Section>
  )
}

function One({ which, given }: { which: Function; given: FabricGiven }) {
  const { t } = useWords()
  const [typed, setTyped] = useState(() => fresh(which))
  const [asked, setAsked] = useState(typed)
  const told = useFabricFunction(which, given, askedOf(which, asked))
  const reckon = (event: FormEvent) => {
    event.preventDefault()
    setAsked(typed)
  }
  return (
    <>
      <p className={`quiet small ${classes.lead}`}>{t(`fabric.function.what.${which}`)}</p>
      <form className={classes.row} onSubmit={reckon}>
        {FIELDS[which].map(([key, , min, max, step]) => (
          <NumberInput key={key} className={classes.short!} label={t(`fabric.function.field.${key}`)} min={min} max={max} step={step} clampBehavior="blur" value={typed[key]!} onChange={(value) => (value === '' ? undefined : setTyped({ ...typed, [key]: Number(value) }))} />
        ))}
        <Button type="submit" variant="default">
          {t('fabric.function.reckon')}
        </Button>
      </form>
      {told.error ? <ErrorNote error={asApiError(told.error)} compact /> : told.data ? <Told which={which} told={told.data} /> : <ChartSkeleton height={280} />}
    </>
  )
}

function Told({ which, told }: { which: Function; told: FabricFunction }) {
  const { t, language } = useWords()
  return (
    <>
      <p role="status" className={classes.verdict}>
        {nameOf(told.verdict, language)}
      </p>
      <div className={classes.charts}>
        {CURVES[which].map(([curve, unit]) => (
          <Chart
            key={curve}
            title={t(`fabric.function.curve.${curve}`)}
            how="predicted"
            source={t(`fabric.function.source.${which}`)}
            data={{ kind: 'line', x: { label: t(`fabric.function.axis.${told.axis}`) }, y: { label: t(`fabric.function.curve.${curve}`), unit }, series: seriesOf(told, curve, (key) => t(`fabric.function.line.${key}`)) }}
          />
        ))}
      </div>
    </>
  )
}

function seriesOf(told: FabricFunction, curve: string, say: (key: 'smart' | 'plain' | 'value') => string): LineSeries[] {
  const drawn = told.curves[curve] ?? {}
  const { low, high } = drawn
  return (['smart', 'plain', 'value'] as const).flatMap((key) => {
    const line = drawn[key]
    if (!line) return []
    const points = told.at.map((x, at) => ({ x, y: line[at] ?? null, ...(low && high ? { low: low[at]!, high: high[at]! } : {}) }))
    return [{ name: say(key), how: 'predicted' as const, points }]
  })
}
