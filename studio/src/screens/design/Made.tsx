/** What a wish becomes: its pattern beside the cloth sewn and draped; files to take along. */
import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { type ApiError, asApiError, type CutOfSpec, designPack, type FittingWanted, madeFile, type PackForm, type Pattern, useDraft } from '@/api'
import { Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { DownloadIcon } from '@/kit/Icon'
import { fileName, save } from '@/kit/Save'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { LEADING } from '@/screens/fit/wearer'
import { capital, inOrder, named } from '@/screens/fit/words'
import { Downloads } from '@/screens/garment/pattern/Downloads'
import type { Lit } from '@/screens/garment/pattern/lit'
import { OnBody } from '@/screens/garment/pattern/OnBody'
import { Seams } from '@/screens/garment/pattern/Seams'
import { Sheet } from '@/screens/garment/pattern/Sheet'
import pattern_ from '@/screens/garment/pattern/Pattern.module.css'
import classes from './Design.module.css'

/** A drape takes seconds: who drags a slider waits for the last place only. */
const DRAPED_MS = 700
const PACKS: readonly PackForm[] = ['pdf', 'zip', 'json']

export function Made({ cut, design, name }: { cut: CutOfSpec; design: string; name: string }) {
  const { t } = useWords()
  const { program, options, chart, size } = cut
  const draft = useDraft({ program, options, chart, size })
  const pattern = draft.data
  const [looked, setLooked] = useState<Lit>(null)
  const [pinned, setPinned] = useState<Lit>(null)
  const lit = looked ?? pinned
  const pin = (next: Lit) => setPinned((before) => (JSON.stringify(before) === JSON.stringify(next) ? null : next))
  const wanted = useMemo(() => (pattern ? JSON.stringify(fittingOf(cut, pattern)) : ''), [cut, pattern])
  const [draped] = useDebouncedValue(wanted, DRAPED_MS)
  const fitting = useMemo(() => (draped ? (JSON.parse(draped) as FittingWanted) : null), [draped])
  if (draft.error) return <ErrorNote error={asApiError(draft.error)} onRetry={() => void draft.refetch()} />
  if (!pattern) return <ChartSkeleton height={480} />
  const title = `${name.slice(0, 60)} ${pattern.size}`
  return (
    <>
      <div className={classes.figures}>
        <Figure size="small" label={t('desk.figure.length')} value={cut.length_cm} digits={1} unit={t('fit.units.cm')} how="modelled" />
        {inOrder(pattern.girths)
          .slice(0, 3)
          .map(([zone, girth]) => (
            <Figure key={zone} size="small" label={capital(named('zone', zone, t))} value={girth} digits={1} unit={t('fit.units.cm')} how="modelled" />
          ))}
      </div>
      <div className={classes.pair} data-waiting={draft.isPlaceholderData}>
        <Sheet pattern={pattern} lit={lit} onLook={setLooked} onPin={pin} />
        {fitting ? <OnBody wanted={fitting} size={pattern.size} lit={lit} height={520} /> : <ChartSkeleton height={520} />}
      </div>
      <Seams pattern={pattern} lit={lit} onLook={setLooked} onPin={pin} />
      <Section title={t('desk.take')}>
        <Downloads wanted={{ program, options, chart, size }} name={title} />
        <Packs addressOf={design ? (form) => designPack(design, form) : null} name={title} hint={t('desk.pack.keepFirst')} />
      </Section>
    </>
  )
}

/** A size on the very body it is drafted for, in the cloth that was wished for. */
export function fittingOf({ program, options, chart, hangs }: CutOfSpec, pattern: Pick<Pattern, 'body' | 'size'>): FittingWanted {
  const measures = Object.fromEntries(LEADING.filter((id) => pattern.body[id] !== undefined).map((id) => [id, pattern.body[id]!]))
  return { garment: program, options, fabric: hangs, chart, measures, preference: 'as-designed', sizes: [pattern.size] }
}

export interface PacksProps {
  /** null: there is nothing yet to make a pack of. */
  addressOf: ((form: PackForm) => string) | null
  name: string
  /** What is missing. */
  hint?: string
}

/** The tech pack: made on request, which takes seconds. */
export function Packs({ addressOf, name, hint }: PacksProps) {
  const { t } = useWords()
  const [busy, setBusy] = useState<PackForm | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const fetchPack = async (form: PackForm) => {
    if (!addressOf) return
    setBusy(form)
    setError(null)
    try {
      save(fileName(name, form === 'json' ? 'techpack.json' : form), await madeFile(addressOf(form)))
    } catch (cause) {
      setError(asApiError(cause))
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className={pattern_.stack}>
      <div className={pattern_.files} role="group" aria-label={t('desk.pack.title')}>
        <span className={`small quiet ${pattern_.filesLabel}`}>
          <DownloadIcon size={15} aria-hidden />
          {t('desk.pack.title')}
        </span>
        {PACKS.map((form) => (
          <Button key={form} size="compact-sm" variant="default" disabled={!addressOf} loading={busy === form} onClick={() => void fetchPack(form)}>
            {form.toUpperCase()}
          </Button>
        ))}
        {addressOf ? null : <span className="small quiet">{hint}</span>}
      </div>
      {busy ? <p className="small quiet" role="status">{t('desk.pack.making')}</p> : null}
      {error ? <ErrorNote error={error} compact /> : null}
    </div>
  )
}
