/** Fit: a body from its measures, a garment on it in every size, and which size to take. */
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { asApiError, type BodyWanted, type FittingWanted, type Programs, type MeasureList, useBody, useFitting, useGarment, useMeasures, usePrograms } from '@/api'
import { Loaded, Page, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { said } from '@/house'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { BodyStage } from './BodyStage'
import { GarmentChoice } from './GarmentChoice'
import { Measures } from './Measures'
import { Result } from './Result'
import { useWearer } from './wearer'
import { fitTabs } from './tabs'
import { chartsFor, optionsFor, type Wish, wishOf } from './wish'
import { named } from './words'
import classes from './Fit.module.css'

/** A slider that moves asks for a body so long after it stood still. */
const SETTLED_MS = 180

export default function Fit() {
  const { t } = useWords()
  const measures = useMeasures()
  const programs = usePrograms()
  return (
    <Page title={t('fit.title')} lead={t('fit.lead')} tabs={fitTabs(t)}>
      <Loaded query={measures} skeleton={<PageSkeleton />}>
        {(known) => (
          <Loaded query={programs} skeleton={<PageSkeleton />}>
            {(drafted) => <Atelier measures={known} programs={drafted} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function Atelier({ measures: { items }, programs }: { measures: MeasureList; programs: Programs }) {
  const { t } = useWords()
  const wearer = useWearer(items)
  const [chosen, setChosen] = useState<string | null>(null)
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const wanted = useMemo<BodyWanted>(() => ({ chart: wearer.people, pose: wearer.pose, measures: wearer.measures }), [wearer.people, wearer.pose, wearer.measures])
  const [settled] = useDebouncedValue(wanted, SETTLED_MS)
  const { body, error, isOnItsWay, again } = useBody(settled)

  const { query, change } = useAddress()
  const wish = useMemo(() => wishOf(query), [query])
  const put = (changes: Partial<Wish>) => change(addressOf(wish, { ...wish, ...changes }))
  const fitting = useFitting()
  const name = useName(wish.garment, programs)
  const results = useRef<HTMLDivElement>(null)
  const tryOn = () => {
    fitting.begin(wantedOf(wish, programs, wearer.people, wearer.measures))
    results.current?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <>
      <div className={classes.atelier}>
        <section className={classes.side} aria-label={t('fit.body.title')}>
          <h2 className="heading">{t('fit.body.title')}</h2>
          {error ? (
            <div>
              <ErrorNote error={asApiError(error)} {...(asApiError(error).passes ? { onRetry: again } : {})} />
              {body ? <p className="small quiet">{t('fit.body.last')}</p> : null}
            </div>
          ) : null}
          <Measures measures={items} wearer={wearer} body={body} onLook={setChosen} />
        </section>
        <BodyStage body={body} wearer={wearer} chosen={chosen} isOnItsWay={isOnItsWay} height={isPhone ? 380 : 640} />
        <section className={classes.side} aria-label={t('fit.garment.title')}>
          <h2 className="heading">{t('fit.garment.title')}</h2>
          <GarmentChoice programs={programs} wish={wish} people={wearer.people} onChange={put} onTryOn={tryOn} isAtWork={fitting.isAtWork} hasTried={fitting.fitting !== undefined} />
        </section>
      </div>
      <div ref={results} className={classes.results}>
        {fitting.fitting || fitting.error ? (
          <Result fitting={fitting.fitting} name={name} error={fitting.error} onStop={fitting.stop} onAgain={tryOn} />
        ) : (
          <EmptyState title={t('fit.work.idle')} steps={[t('fit.work.first'), t('fit.work.second'), t('fit.work.third')]}>
            <p>{t('fit.work.idleHint')}</p>
          </EmptyState>
        )}
      </div>
    </>
  )
}

/** A wish in the address: what another wish named and this one does not is taken away. */
function addressOf(before: Wish, wish: Wish): Record<string, string | null> {
  const gone = Object.fromEntries(Object.keys(before.options).map((id) => [id, null]))
  const options = Object.fromEntries(Object.entries(wish.options).map(([id, value]) => [id, String(value)]))
  return { ...gone, ...options, garment: wish.garment, chart: wish.chart, fabric: wish.fabric, prefer: wish.preference === 'as-designed' ? null : wish.preference }
}

function wantedOf(wish: Wish, programs: Programs, people: 'women' | 'men', measures: Record<string, number>): FittingWanted {
  const program = programs.programs.find(({ id }) => id === wish.garment)
  const chart = wish.chart || chartsFor(programs.charts, people)[0]?.id || ''
  return { garment: wish.garment, options: program ? optionsFor(program, wish.options) : wish.options, chart, fabric: wish.fabric, measures, preference: wish.preference }
}

/** What the garment is called, for titles and file names. */
function useName(id: string, programs: Programs): string {
  const { t, language } = useWords()
  const isProgram = programs.programs.some((program) => program.id === id)
  const garment = useGarment(isProgram ? '' : id)
  return isProgram ? named('program', id, t) : (garment.data ? said(garment.data.data, 'name', language) : id)
}
