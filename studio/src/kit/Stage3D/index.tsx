/** A thing in three dimensions in a neutral studio: turned by mouse, touch and arrow keys. */
import { ActionIcon, Button } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { type How, HowBadge } from '@/kit/HowBadge'
import { CubeIcon, DownloadIcon, TurnIcon, ZoomInIcon, ZoomOutIcon } from '@/kit/Icon'
import { fileName, save } from '@/kit/Save'
import type { StageFacts, StageShade, StageSource } from './source'
import type { StageView } from './view'
import type { newViewer, Viewer, ViewerOptions } from './viewer'
import classes from './Stage3D.module.css'

export { heatColours, oneColour } from './colours'
export type { StageFacts, StageLine, StageMesh, StageShade, StageSource } from './source'
export { newStageView, type StageView } from './view'

export interface Stage3DProps {
  /** What stands there, for those who cannot see it. */
  label: string
  /** null: nothing yet. Keep the same object while nothing changes: a new one is loaded anew. */
  source: StageSource | null
  how?: How
  /** A line below: "120 cm skirt, 180 g/m² twill, 2 s of draping". */
  caption?: ReactNode
  height?: number
  /** Shown where there is no WebGL: a picture made by the server, say. */
  fallback?: ReactNode
  /** How a GLB of ours is coloured; by its own cloth unless said. Keep the same object while nothing changes. */
  shade?: StageShade | undefined
  /** Shown instead of "nothing yet" while it is made. */
  waiting?: ReactNode
  /** Called with what a GLB of ours says of its cloth, once it stands there. */
  onShown?: ((facts: StageFacts | null) => void) | undefined
  /** Turned together with the other stages that have the same one. */
  view?: StageView
}

const OWN: StageShade = { by: 'cloth' }

type Fate = 'waiting' | 'shown' | 'no-webgl' | 'broken'

export function Stage3D({ label, source, how, caption, height = 480, fallback, shade = OWN, onShown, waiting, view }: Stage3DProps) {
  const { t } = useWords()
  const palette = usePalette()
  const still = useReducedMotion() ?? false
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewer = useRef<Viewer>(null)
  const [fate, setFate] = useState<Fate>('waiting')
  const [attempt, setAttempt] = useState(0)
  const colours = useRef(palette)
  const latest = useRef({ shade, onShown })

  useEffect(() => {
    colours.current = palette
    viewer.current?.dress(palette)
  }, [palette])

  useEffect(() => {
    latest.current = { shade, onShown }
  })
  useEffect(() => viewer.current?.shade(shade), [shade])

  useEffect(() => {
    if (!source) return
    const stop = new AbortController()
    const show = async () => {
      if (!hasWebGL()) return setFate('no-webgl')
      try {
        const { newViewer, objectOf, discard, factsOf } = await import('./viewer')
        const object = await objectOf(source, stop.signal)
        if (stop.signal.aborted) return discard(object)
        // A context is dear: there is none before there is something to show.
        viewer.current ??= opened(newViewer, canvas.current!, { still, view, onLost: () => setFate('broken') })
        viewer.current.dress(colours.current)
        viewer.current.shade(latest.current.shade)
        viewer.current.show(object)
        setFate('shown')
        latest.current.onShown?.(factsOf(object))
      } catch {
        if (!stop.signal.aborted) setFate('broken')
      }
    }
    void show()
    return () => stop.abort()
  }, [source, still, attempt, view])

  useEffect(
    () => () => {
      viewer.current?.dispose()
      viewer.current = null
    },
    [still, attempt, view],
  )

  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => viewer.current?.turn(-1, 0),
      ArrowRight: () => viewer.current?.turn(1, 0),
      ArrowUp: () => viewer.current?.turn(0, 1),
      ArrowDown: () => viewer.current?.turn(0, -1),
      '+': () => viewer.current?.zoom(1),
      '=': () => viewer.current?.zoom(1),
      '-': () => viewer.current?.zoom(-1),
      '0': () => viewer.current?.reset(),
      Home: () => viewer.current?.reset(),
    }[event.key]
    if (!act || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    act()
  }
  const again = () => {
    setFate('waiting')
    setAttempt(attempt + 1)
  }
  const picture = async () => {
    if (viewer.current) save(fileName(label, 'png'), await viewer.current.picture())
  }
  const isShown = fate === 'shown' && source !== null
  return (
    <figure className={classes.stage}>
      <div className={classes.room} style={{ height }}>
        {fate === 'no-webgl' ? (
          <div className={classes.instead}>
            {fallback ?? (
              <>
                <CubeIcon size={28} aria-hidden />
                <p>{t('kit.stage.noWebGL')}</p>
              </>
            )}
          </div>
        ) : (
          // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it is turned with the arrow keys
          <div
            className={classes.canvasBox}
            role="application"
            aria-roledescription={t('kit.stage.role')}
            aria-label={`${label}. ${t('kit.stage.keys')}`}
            // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it is turned with the arrow keys
            tabIndex={0}
            onKeyDown={onKeyDown}
          >
            {/* A lost context cannot be had again from its canvas: a new attempt is a new canvas. */}
            <canvas key={attempt} ref={canvas} className={classes.canvas} data-shown={isShown} aria-hidden />
          </div>
        )}
        {source === null && fate !== 'no-webgl' ? <div className={classes.over}>{waiting ?? t('kit.stage.nothing')}</div> : null}
        {source !== null && fate === 'waiting' ? (
          <p className={classes.over} role="status">
            {t('kit.loading')}
          </p>
        ) : null}
        {fate === 'broken' ? (
          <div className={classes.over} role="alert">
            <p>{t('kit.stage.broken')}</p>
            <Button size="xs" variant="default" onClick={again}>
              {t('kit.error.retry')}
            </Button>
          </div>
        ) : null}
        {isShown ? (
          <div className={classes.tools}>
            <ActionIcon variant="subtle" aria-label={t('kit.stage.closer')} title={t('kit.stage.closer')} onClick={() => viewer.current?.zoom(2)}>
              <ZoomInIcon size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('kit.stage.farther')} title={t('kit.stage.farther')} onClick={() => viewer.current?.zoom(-2)}>
              <ZoomOutIcon size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('kit.stage.reset')} title={t('kit.stage.reset')} onClick={() => viewer.current?.reset()}>
              <TurnIcon size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon variant="subtle" aria-label={t('kit.chart.png')} title={t('kit.chart.png')} onClick={() => void picture()}>
              <DownloadIcon size={17} aria-hidden />
            </ActionIcon>
          </div>
        ) : null}
      </div>
      {how || caption ? (
        <figcaption className={classes.caption}>
          {how ? <HowBadge how={how} /> : null}
          {caption ? <span>{caption}</span> : null}
        </figcaption>
      ) : null}
    </figure>
  )
}

/** A viewer that follows the size of its place. */
function opened(make: typeof newViewer, canvas: HTMLCanvasElement, options: ViewerOptions): Viewer {
  const made = make(canvas, options)
  const place = canvas.parentElement!
  made.resize(place.clientWidth, place.clientHeight)
  const watch = new ResizeObserver(([entry]) => {
    const { width, height } = entry!.contentRect
    if (width > 0) made.resize(width, height)
  })
  watch.observe(place)
  return {
    ...made,
    dispose: () => {
      watch.disconnect()
      made.dispose()
    },
  }
}

let known: boolean | undefined

/** Whether this browser shows 3D at all. */
export function hasWebGL(): boolean {
  if (known === undefined) {
    try {
      const context = document.createElement('canvas').getContext('webgl2')
      known = context !== null
      context?.getExtension('WEBGL_lose_context')?.loseContext()
    } catch {
      known = false
    }
  }
  return known
}
