/** A garment in the round: its own cloth, its pull, its distance from the skin or its panels, in any size, on any body. */
import { SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type ArManifest, arAddresses, type ArWanted, asApiError, type Garment, useAr } from '@/api'
import { inWords, said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import { Picture } from '@/kit/Picture'
import { hasWebGL, Stage3D, type StageFacts } from '@/kit/Stage3D'
import { type Say, useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { UNCUT } from '@/screens/fit/GarmentChoice'
import { HeatLegend } from '@/screens/fit/HeatLegend'
import { PanelTable } from './PanelTable'
import { type Coloured, LOOKS, shadeOf } from './shades'
import classes from './Round.module.css'

/** Worn by nobody; a size's name never begins so. */
const NOBODY = '-nobody'

export default function InTheRound({ garment, height }: { garment: Garment; height: number }) {
  const { t, language } = useWords()
  const { data: palette } = usePalette()
  const [coloured, setColoured] = useState<Coloured>('cloth')
  const [size, setSize] = useState('')
  const [wearer, setWearer] = useState('')
  const [facts, setFacts] = useState<StageFacts | null>(null)
  const wanted = useMemo<ArWanted>(() => (wearer === NOBODY ? { size, body: false } : { size, wearer }), [size, wearer])
  const made = useAr(garment.id, wanted)
  const { shown, file } = useLastMade(garment.id, wanted, made.manifest)
  const source = useMemo(() => (file ? { kind: 'glb' as const, from: file.glb } : null), [file])
  const shade = useMemo(() => shadeOf(coloured, palette), [coloured, palette])
  const name = said(garment, 'name', language)
  const label = shown ? labelOf(name, shown, t) : name
  const sizes = shown?.sizes ?? []
  const error = made.error ? asApiError(made.error) : null
  const work = made.job ? (
    <div className={classes.work}>
      <JobStitch compact title={t('garment.round.making', { name })} state={made.job.state} done={made.job.done} total={made.job.total} />
      <p className="small quiet">{t('garment.round.waits')}</p>
    </div>
  ) : null
  if (error?.code === UNCUT) {
    return (
      <EmptyState title={t('fit.garment.uncut')} action={{ label: t('fit.garment.toPattern'), href: `/garments/${encodeURIComponent(garment.id)}/pattern` }}>
        <p>{t('fit.garment.uncutHint')}</p>
      </EmptyState>
    )
  }
  return (
    <section className={classes.round} aria-label={t('garment.round.title')}>
      <div className={classes.stage} aria-busy={made.job !== undefined}>
        {source || hasWebGL() ? (
          <Stage3D
            label={label}
            source={source}
            height={height}
            how="synthetic"
            caption={t('garment.round.synthetic')}
            shade={shade}
            onShown={setFacts}
            waiting={error ? undefined : (work ?? t('kit.loading'))}
            fallback={file ? <Picture src={file.poster} alt={label} eager className={classes.poster} /> : undefined}
          />
        ) : null}
        {source || !hasWebGL() ? work : null}
        {error ? <ErrorNote error={error} onRetry={made.again} /> : null}
      </div>
      <div className={classes.tools}>
        {hasWebGL() ? (
          <SegmentedControl
            size="xs"
            aria-label={t('garment.round.look')}
            value={coloured}
            onChange={(next) => setColoured(next as Coloured)}
            data={LOOKS.map((each) => ({ value: each, label: t(`garment.round.${each}`) }))}
          />
        ) : null}
        <Select
          size="xs"
          className={classes.size!}
          label={t('garment.round.size')}
          allowDeselect={false}
          value={size || (shown?.size ?? null)}
          data={sizes}
          onChange={(next) => setSize(next ?? '')}
        />
        <Select
          size="xs"
          className={classes.wearer!}
          label={t('garment.round.wearer')}
          allowDeselect={false}
          value={wearer}
          data={[
            { value: '', label: t('garment.round.own') },
            ...sizes.map((each) => ({ value: each, label: t('garment.round.other', { size: each }) })),
            { value: NOBODY, label: t('garment.round.nobody') },
          ]}
          onChange={(next) => setWearer(next ?? '')}
        />
        {file ? (
          <a className="link small" href={file.page} target="_blank" rel="noreferrer">
            {t('garment.round.room')}
          </a>
        ) : null}
      </div>
      {facts && (coloured === 'stretch' || coloured === 'clearance') ? <HeatLegend heat={coloured} limit={facts.limit} /> : null}
      {facts ? <PanelTable facts={facts} kinds={coloured === 'panels' ? palette.kinds : null} /> : null}
    </section>
  )
}

/** The garment in words: what it is, in which cloth, on whose body. */
function labelOf(name: string, made: ArManifest, t: Say): string {
  const what = t('garment.round.label', { name, cloth: inWords('cloth', made.cloth, t), print: inWords('print', made.print, t), size: made.size })
  return made.body === 'not shown' ? t('garment.round.alone', { what }) : t('garment.round.on', { what, wearer: made.wearer })
}

/** What was made last stays while another size is on its way. */
function useLastMade(id: string, wanted: ArWanted, manifest: ArManifest | undefined) {
  const [last, setLast] = useState<{ shown: ArManifest; file: ReturnType<typeof arAddresses> } | null>(null)
  if (manifest && manifest !== last?.shown) setLast({ shown: manifest, file: arAddresses(id, wanted) })
  return { shown: last?.shown, file: last?.file }
}
