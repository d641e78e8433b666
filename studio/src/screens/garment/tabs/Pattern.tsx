/** Pattern: the pieces a garment is cut from, beside what they are once sewn; how it is cut, kept or guessed. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { asApiError, type Cut, type CutWanted, type Garment, type Programs, useCut, useDraft, usePattern, usePrograms } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { ChartSkeleton, PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { CutLine, UNCUT } from '@/screens/fit/GarmentChoice'
import { draftOf, isDrafted, isSameCut, onItsOwnBody, wantedOf } from '../pattern/cut'
import { CutForm } from '../pattern/CutForm'
import { Downloads } from '../pattern/Downloads'
import { Girths } from '../pattern/Girths'
import type { Lit } from '../pattern/lit'
import { OnBody } from '../pattern/OnBody'
import { Seams } from '../pattern/Seams'
import { Sheet } from '../pattern/Sheet'
import classes from '../pattern/Pattern.module.css'

const SETTLED_MS = 250

export default function Pattern({ garment }: { garment: Garment }) {
  const cut = useCut(garment.id)
  const programs = usePrograms()
  const isUncut = cut.error !== null && asApiError(cut.error).code === UNCUT
  return (
    <Loaded query={programs} skeleton={<PageSkeleton />}>
      {(known) =>
        isUncut ? (
          <Drawn garment={garment} programs={known} cut={null} />
        ) : (
          <Loaded query={cut} skeleton={<PageSkeleton />}>
            {(found) => <Drawn key={JSON.stringify(found)} garment={garment} programs={known} cut={found} />}
          </Loaded>
        )
      }
    </Loaded>
  )
}

function Drawn({ garment, programs, cut }: { garment: Garment; programs: Programs; cut: Cut | null }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const kept = useMemo(() => (cut ? wantedOf(cut) : startOf(programs)), [cut, programs])
  const [shown, setShown] = useState(kept)
  const isChanged = cut === null || !isSameCut(shown, kept)
  const [drawnAs] = useDebouncedValue(shown, SETTLED_MS)
  const [looked, setLooked] = useState<Lit>(null)
  const [pinned, setPinned] = useState<Lit>(null)
  const lit = looked ?? pinned
  const pin = (next: Lit) => setPinned((before) => (JSON.stringify(before) === JSON.stringify(next) ? null : next))

  const chart = programs.charts.find(({ id }) => id === drawnAs.chart)
  const sizes = isDrafted(drawnAs) ? Object.keys(chart?.sizes ?? {}) : (cut?.size_names ?? [])
  const asked = query.get('size') ?? ''
  const size = sizes.includes(asked) ? asked : chart && sizes.includes(chart.base) ? chart.base : (sizes[Math.floor(sizes.length / 2)] ?? '')
  const own = usePattern(garment.id, size, !isChanged)
  const draft = useDraft(isChanged ? { program: drawnAs.program, options: drawnAs.options ?? {}, chart: drawnAs.chart, size } : null)
  const made = isChanged ? draft : own
  const pattern = made.data
  const wanted = useMemo(() => (pattern ? onItsOwnBody(garment.id, drawnAs, pattern, isChanged) : null), [garment.id, drawnAs, pattern, isChanged])
  return (
    <div className={classes.tab}>
      <div className={classes.top}>
        {cut ? <CutLine cut={cut} /> : <p className="small quiet">{t('fit.pattern.uncut')}</p>}
        {isChanged ? <p className={`small ${classes.unsaved}`}>{t('fit.pattern.unsaved')}</p> : null}
        <Select
          className={classes.sizes!}
          size="xs"
          aria-label={t('fit.sizes.size')}
          allowDeselect={false}
          value={size}
          data={sizes.map((each) => ({ value: each, label: t('fit.pattern.size', { size: each }) }))}
          onChange={(next) => change({ size: next })}
        />
      </div>
      {made.error ? <ErrorNote error={asApiError(made.error)} onRetry={() => void made.refetch()} /> : null}
      {pattern && wanted ? (
        <>
          <div className={classes.beside} data-waiting={made.isPlaceholderData}>
            <Sheet pattern={pattern} lit={lit} onLook={setLooked} onPin={pin} />
            <OnBody wanted={wanted} size={pattern.size} lit={lit} height={560} />
          </div>
          <Seams pattern={pattern} lit={lit} onLook={setLooked} onPin={pin} />
          <Downloads wanted={draftOf(drawnAs, pattern)} name={`${garment.name} ${pattern.size}`} />
        </>
      ) : made.error ? null : (
        <ChartSkeleton height={480} />
      )}
      <div className={classes.below}>
        <Section title={t('fit.garment.options')}>
          <CutForm id={garment.id} programs={programs} cut={cut} shown={shown} onChange={setShown} isChanged={isChanged} />
        </Section>
        <Section title={t('fit.pattern.girthsTitle')}>{pattern ? <Girths pattern={pattern} name={garment.name} /> : null}</Section>
      </div>
    </div>
  )
}

/** Where nothing says how a garment is cut, the first program stands in the form. */
function startOf({ programs: [first] }: Programs): CutWanted {
  return { program: first?.id ?? '', options: {}, chart: first?.chart ?? '', fabric: '', basis: 'pattern', sizes: {} }
}
