/** A cloth's face: drawn to scale, or rendered in a studio's light from near or draped, which is said. */
import { SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { asApiError, type FabricGiven, type FabricSheet, type FabricView, useFabricDrawing, useFabricRender } from '@/api'
import { Dye } from '@/kit/Dye'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Fabrics.module.css'

const VIEWS = ['drawn', 'near', 'draped'] as const
type View = (typeof VIEWS)[number]
/** As cloth leaves the loom; the server's own. */
const UNDYED = '#cfc6b4' // eslint-disable-line modiste/no-raw-colour -- a dye, not a colour of the page
const SETTLED_MS = 400

export function Drawing({ given, name, sheet, first = 'drawn', plain = false }: { given: FabricGiven; name: string; sheet: FabricSheet | undefined; first?: View; /** Drawn only: two stand beside each other. */ plain?: boolean }) {
  const { t } = useWords()
  const [view, setView] = useState<View>(first)
  const { sett, stitch } = (sheet?.construction ?? {}) as { sett?: string; stitch?: string }
  const made = sett ?? stitch ?? ''
  return (
    <figure className={classes.drawing}>
      {plain ? null : (
        <div className={classes.views}>
          <SegmentedControl aria-label={t('fabric.drawing.view')} size="xs" value={view} onChange={(next) => setView(next as View)} data={VIEWS.map((each) => ({ value: each, label: t(`fabric.drawing.views.${each}`) }))} />
        </div>
      )}
      {view === 'drawn' ? <Drawn given={given} alt={t('fabric.drawing.alt', { name, made })} /> : <Rendered key={view} given={given} view={view} alt={t(`fabric.drawing.rendered.${view}`, { name, made })} />}
    </figure>
  )
}

function Drawn({ given, alt }: { given: FabricGiven; alt: string }) {
  const { t } = useWords()
  const drawing = useFabricDrawing(given)
  return (
    <>
      {drawing.data ? <img src={drawing.data} alt={alt} /> : <ChartSkeleton height={420} />}
      <figcaption className="quiet small">{t(given.knit ? 'fabric.drawing.knit' : 'fabric.drawing.woven')}</figcaption>
    </>
  )
}

function Rendered({ given, view, alt }: { given: FabricGiven; view: FabricView; alt: string }) {
  const { t } = useWords()
  const [dyes, setDyes] = useState({ colour: UNDYED, weft: '' })
  const [settled] = useDebouncedValue(dyes, SETTLED_MS)
  const render = useFabricRender(given, view, settled.colour === UNDYED ? '' : settled.colour, settled.weft)
  const dye = (key: 'colour' | 'weft', label: string) => (
    <Dye value={dyes[key] || dyes.colour} onChange={(value) => setDyes((before) => ({ ...before, [key]: value }))}>
      {label}
    </Dye>
  )
  return (
    <>
      <div className={classes.rendered} data-view={view} aria-busy={render.isFetching}>
        {render.data ? <img src={render.data} alt={alt} /> : render.error ? <ErrorNote error={asApiError(render.error)} compact /> : <ChartSkeleton height={view === 'near' ? 420 : 320} />}
      </div>
      <div className={classes.dyes}>
        {given.woven ? (
          <>
            {dye('colour', t('fabric.drawing.warp'))}
            {dye('weft', t('fabric.drawing.weft'))}
          </>
        ) : (
          dye('colour', t('fabric.drawing.colour'))
        )}
      </div>
      <figcaption className="quiet small">
        <HowBadge how="synthetic" /> {t(`fabric.drawing.how.${view}`)}
      </figcaption>
    </>
  )
}
