/** Try-on: this garment on a body with the measures that are set, in every size. */
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { Link } from 'react-router'
import { asApiError, type Garment, type MeasureList, type Programs, useBody, useCut, useFitting, useMeasures, usePrograms } from '@/api'
import { Loaded } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { CutLine, LikeChoice, UNCUT } from '@/screens/fit/GarmentChoice'
import { Measures } from '@/screens/fit/Measures'
import { Result } from '@/screens/fit/Result'
import { useWearer } from '@/screens/fit/wearer'
import { chartsFor, type Preference } from '@/screens/fit/wish'
import classes from '../pattern/Pattern.module.css'

const SETTLED_MS = 250

export default function TryOn({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const cut = useCut(garment.id)
  const measures = useMeasures()
  const programs = usePrograms()
  const uncut = (
    <EmptyState
      title={t('fit.garment.uncut')}
      steps={[t('fit.garment.uncutHint')]}
      action={{ label: t('fit.garment.toPattern'), href: `/garments/${encodeURIComponent(garment.id)}/pattern` }}
    />
  )
  return (
    <Loaded query={cut} skeleton={<PageSkeleton />} absent={({ code }) => (code === UNCUT ? uncut : null)}>
      {(found) => (
        <Loaded query={measures} skeleton={<PageSkeleton />}>
          {(known) => (
            <Loaded query={programs} skeleton={<PageSkeleton />}>
              {(drafted) => <Wear garment={garment} own={found.chart} line={<CutLine cut={found} />} measures={known} programs={drafted} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

interface WearProps {
  garment: Garment
  /** The chart its cut is graded for. */
  own: string
  line: React.ReactNode
  measures: MeasureList
  programs: Programs
}

function Wear({ garment, own, line, measures: { items }, programs }: WearProps) {
  const { t } = useWords()
  const wearer = useWearer(items)
  const [preference, setPreference] = useState<Preference>('as-designed')
  const wanted = useMemo(() => ({ chart: wearer.people, pose: 'a' as const, measures: wearer.measures }), [wearer.people, wearer.measures])
  const [settled] = useDebouncedValue(wanted, SETTLED_MS)
  const { body, error, again } = useBody(settled)
  const fitting = useFitting()
  const chart = chartsFor(programs.charts, wearer.people, own)[0]?.id ?? ''
  const tryOn = () => fitting.begin({ garment: garment.id, chart, fabric: '', measures: wearer.measures, preference })
  return (
    <div className={classes.tab}>
      <div className={classes.top}>
        {line}
        <Link className="link small" to={`/fit?garment=${encodeURIComponent(garment.id)}`}>
          {t('fit.garment.toFit')}
        </Link>
        <Link className="link small" to={`/fit/mirror?garment=${encodeURIComponent(garment.id)}`}>
          {t('mirror.fromGarment')}
        </Link>
        <Link className="link small" to={`/fit/photo?garment=${encodeURIComponent(garment.id)}`}>
          {t('mirror.photoFromGarment')}
        </Link>
      </div>
      {error ? <ErrorNote error={asApiError(error)} {...(asApiError(error).passes ? { onRetry: again } : {})} /> : null}
      <Measures measures={items} wearer={wearer} body={body} onLook={() => undefined} compact />
      <div className={classes.likes}>
        <LikeChoice value={preference} onChange={setPreference} />
        <Button size="md" disabled={fitting.isAtWork} onClick={tryOn}>
          {t(fitting.fitting ? 'fit.garment.again' : 'fit.garment.tryOn')}
        </Button>
      </div>
      <Result fitting={fitting.fitting} name={garment.name} error={fitting.error} onStop={fitting.stop} onAgain={tryOn} />
    </div>
  )
}
