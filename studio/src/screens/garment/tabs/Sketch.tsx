/** Sketch: the garment as a technical flat, drawn from its own drape; its tech pack; and the way to the desk. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { asApiError, type Cut, type Garment, garmentPack, useCut, useFlats, usePattern } from '@/api'
import { Loaded, Section } from '@/app'
import { said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { JobStitch } from '@/kit/JobStitch'
import { ChartSkeleton, PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Packs } from '@/screens/design/Made'
import { fieldName, valueName } from '@/screens/design/fieldWords'
import { addressOfWish, NOTHING } from '@/screens/design/wish'
import { CutLine, UNCUT } from '@/screens/fit/GarmentChoice'
import { Sheet } from '../pattern/Sheet'
import classes from '@/screens/design/Design.module.css'

export default function Sketch({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const cut = useCut(garment.id)
  if (cut.error !== null && asApiError(cut.error).code === UNCUT) {
    return (
      <EmptyState title={t('garment.teach.sketch.title')} steps={[t('garment.teach.sketch.first'), t('garment.teach.sketch.second')]} action={{ label: t('fit.garment.toPattern'), href: `/garments/${encodeURIComponent(garment.id)}/pattern` }} secondary={{ label: t('desk.sketch.desk'), href: '/design/patterns' }}>
        <p>{t('garment.teach.sketch.what')}</p>
      </EmptyState>
    )
  }
  return (
    <Loaded query={cut} skeleton={<PageSkeleton />}>
      {(found) => <Drawn garment={garment} cut={found} />}
    </Loaded>
  )
}

function Drawn({ garment, cut }: { garment: Garment; cut: Cut }) {
  const { t, language } = useWords()
  const flats = useFlats(garment.id)
  const sizes = cut.size_names
  const draft = usePattern(garment.id, sizes[Math.floor(sizes.length / 2)] ?? '')
  const name = said(garment, 'name', language)
  return (
    <>
      <div className={classes.row}>
        <CutLine cut={cut} />
        <Button component={Link} variant="default" size="sm" to={deskOf(cut)}>
          {t('desk.sketch.open')}
        </Button>
      </div>
      <figure className={classes.flats}>
        {flats.data ? <img src={flats.data} alt={t('desk.sketch.flats', { name })} /> : flats.error ? null : <ChartSkeleton height={320} />}
        {flats.isPending ? <JobStitch compact title={t('desk.sketch.drawing')} state="running" /> : null}
        {flats.error ? <ErrorNote error={asApiError(flats.error)} onRetry={() => void flats.refetch()} compact /> : null}
        <figcaption className="small quiet">
          <HowBadge how="modelled" /> {t('desk.sketch.what')}
        </figcaption>
      </figure>
      <Packs addressOf={(form) => garmentPack(garment.id, form)} name={name} />
      <Section title={t('fit.garment.options')}>
        <dl className={classes.keys}>
          {Object.entries({ program: cut.program, chart: cut.chart, ...cut.options, ...draft.data?.options }).map(([field, value]) => (
            <div key={field}>
              <dt>{fieldName(field, t)}</dt>
              <dd>{valueName(field, value, t)}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <Section title={t('garment.tabs.pattern')}>
        {draft.error ? <ErrorNote error={asApiError(draft.error)} compact /> : draft.data ? <Sheet pattern={draft.data} lit={null} onLook={() => undefined} onPin={() => undefined} /> : <ChartSkeleton height={320} />}
      </Section>
    </>
  )
}

/** The cut as a wish on the desk. */
function deskOf(cut: Cut): string {
  const wish = { ...NOTHING, edits: { program: cut.program, chart: cut.chart, ...cut.options } }
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(addressOfWish(wish))) for (const value of typeof values === 'string' ? [values] : (values ?? [])) query.append(name, value)
  return `/design/patterns?${query}`
}
