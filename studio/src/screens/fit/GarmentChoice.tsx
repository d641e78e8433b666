/** What is tried on: a garment of the shop or a program, how it is cut, in what cloth, as close as it is liked. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { asApiError, type Cut, photoAt, type Programs, useCut, useGarment } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { inWords, said } from '@/house'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import { Finder } from '@/screens/garments/Finder'
import { Options } from './Options'
import type { People } from './wearer'
import { chartsFor, PREFERENCES, type Preference, type Wish } from './wish'
import { named } from './words'
import classes from './Fit.module.css'

export const UNCUT = 'MOD-2030'

export interface GarmentChoiceProps {
  programs: Programs
  wish: Wish
  people: People
  onChange: (changes: Partial<Wish>) => void
  onTryOn: () => void
  isAtWork: boolean
  hasTried: boolean
}

export function GarmentChoice({ programs, wish, people, onChange, onTryOn, isAtWork, hasTried }: GarmentChoiceProps) {
  const { t } = useWords()
  const isProgram = programs.programs.some(({ id }) => id === wish.garment)
  const [fromShop, setFromShop] = useState(!isProgram && wish.garment !== '')
  const cut = useCut(fromShop && wish.garment && !isProgram ? wish.garment : null)
  const programId = isProgram ? wish.garment : cut.data?.program
  const program = programs.programs.find(({ id }) => id === programId)
  const take = (garment: string) => onChange({ garment, options: {}, chart: '', fabric: '' })
  const chosen = { ...cut.data?.options, ...wish.options }
  const charts = chartsFor(programs.charts, people, cut.data?.chart)
  return (
    <div className={classes.choice}>
      <SegmentedControl
        fullWidth
        aria-label={t('fit.garment.what')}
        value={fromShop ? 'shop' : 'program'}
        onChange={(value) => setFromShop(value === 'shop')}
        data={[
          { value: 'program', label: t('fit.garment.program') },
          { value: 'shop', label: t('fit.garment.shop') },
        ]}
      />
      {fromShop ? (
        <>
          <GarmentSearch id={isProgram ? '' : wish.garment} onTake={take} />
          {cut.error ? <Uncut error={cut.error} id={wish.garment} /> : null}
          {cut.data ? <CutLine cut={cut.data} /> : null}
        </>
      ) : (
        <Select
          label={t('fit.garment.which')}
          allowDeselect={false}
          value={isProgram ? wish.garment : null}
          data={programs.programs.map(({ id }) => ({ value: id, label: named('program', id, t) }))}
          onChange={(id) => (id ? take(id) : undefined)}
        />
      )}
      {program ? <Options program={program} chosen={chosen} onChange={(id, value) => onChange({ options: { ...wish.options, [id]: value } })} /> : null}
      <div className={classes.fields}>
        <Select
          label={t('fit.garment.chart')}
          allowDeselect={false}
          value={charts.some(({ id }) => id === wish.chart) ? wish.chart : (charts[0]?.id ?? null)}
          data={charts.map(({ id }) => ({ value: id, label: named('chart', id, t) }))}
          onChange={(chart) => onChange({ chart: chart ?? '' })}
        />
        <Select
          label={t('fit.garment.fabric')}
          allowDeselect={false}
          value={wish.fabric}
          data={[{ value: '', label: t('fit.garment.usual') }, ...programs.fabrics.map((id) => ({ value: id, label: named('fabric', id, t) }))]}
          onChange={(fabric) => onChange({ fabric: fabric ?? '' })}
        />
      </div>
      <LikeChoice value={wish.preference} onChange={(preference) => onChange({ preference })} />
      <Button fullWidth size="md" disabled={!program || isAtWork} onClick={onTryOn}>
        {t(hasTried ? 'fit.garment.again' : 'fit.garment.tryOn')}
      </Button>
    </div>
  )
}

/** How close a wearer likes clothes. */
export function LikeChoice({ value, onChange }: { value: Preference; onChange: (value: Preference) => void }) {
  const { t } = useWords()
  return (
    <div>
      <p className={classes.fieldLabel}>{t('fit.garment.like')}</p>
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label={t('fit.garment.like')}
        value={value}
        onChange={(next) => onChange(next as Preference)}
        data={PREFERENCES.map((each) => ({ value: each, label: t(each === 'as-designed' ? 'fit.garment.as_designed' : `fit.garment.${each}`) }))}
      />
    </div>
  )
}

/** Where a garment's cut comes from: kept with it, or no more than its category suggests. */
export function CutLine({ cut }: { cut: Cut }) {
  const { t } = useWords()
  return (
    <p className={`small ${classes.cutLine}`}>
      <span>{named('program', cut.program, t)}</span>
      <HowBadge how={cut.is_kept && cut.basis !== 'category' ? 'measured' : 'estimated'} bare />
      <span className="quiet">{t(cut.is_kept ? 'fit.garment.kept' : 'fit.garment.guessed')}</span>
    </p>
  )
}

export function Uncut({ error, id }: { error: unknown; id: string }) {
  const { t } = useWords()
  const told = asApiError(error)
  if (told.code !== UNCUT) return <ErrorNote error={told} compact />
  return (
    <div className={classes.uncut} role="status">
      <p>{t('fit.garment.uncut')}</p>
      <p className="small quiet">{t('fit.garment.uncutHint')}</p>
      <Link className="link small" to={`/garments/${encodeURIComponent(id)}/pattern`}>
        {t('fit.garment.toPattern')}
      </Link>
    </div>
  )
}

export function GarmentSearch({ id, onTake }: { id: string; onTake: (id: string) => void }) {
  const { t, language } = useWords()
  const taken = useGarment(id).data?.data
  return (
    <div className={classes.garment}>
      <Finder label={t('fit.garment.find')} value={id} onTake={(garment) => onTake(garment.id)} />
      {taken ? (
        <div className={classes.taken}>
          <Picture className={classes.takenPicture} src={taken.photo_url ? photoAt(taken.photo_url, 56) : null} alt="" ratio={0.8} fit="fill" eager />
          <p className="small">
            <span dir="auto">{said(taken, 'name', language)}</span>
            <br />
            <span className="quiet" dir="auto">
              {[inWords('category', taken.category, t), inWords('brand', taken.brand, t)].filter(Boolean).join(' · ')}
            </span>
          </p>
        </div>
      ) : null}
    </div>
  )
}
