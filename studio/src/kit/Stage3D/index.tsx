/** A thing in three dimensions in a neutral studio: turned by mouse, touch and arrow keys. */
import { ActionIcon, Button } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { type How, HowBadge } from '@/kit/HowBadge'
import { CubeIcon, DownloadIcon, TurnIcon, ZoomInIcon, ZoomOutIcon } from '@/kit/Icon'
import { fileName, save } from '@/kit/Save'
import type { StageSource } from './source'
import type { Viewer } from './viewer'
import classes from './Stage3D.module.css'

export type { StageMesh, StageSource } from './source'

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
}

type Fate = 'waiting' | 'shown' | 'no-webgl' | 'broken'

export function Stage3D({ label, source, how, caption, height = 480, fallback }: Stage3DProps) {
  const { t } = useWords()
  const palette = usePalette()
  const still = useReducedMotion() ?? false
  const canvas = useRef<HTMLCanvasElement>(null)
  const viewer = useRef<Viewer>(null)
  const [ready, setReady] = useState(false)
  const [fate, setFate] = useState<Fate>('waiting')
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const element = canvas.current
    if (!element) return
    let isOver = false
    let watch: ResizeObserver | undefined
    const start = async () => {
      if (!hasWebGL()) return setFate('no-webgl')
      try {
        const { newViewer } = await import('./viewer')
        if (isOver) return
        const made = newViewer(element, still, () => setFate('broken'))
        viewer.current = made
        watch = new ResizeObserver(([entry]) => {
          const { width, height: high } = entry!.contentRect
          if (width > 0) made.resize(width, high)
        })
        watch.observe(element.parentElement!)
        setReady(true)
      } catch {
        if (!isOver) setFate('no-webgl')
      }
    }
    void start()
    return () => {
      isOver = true
      watch?.disconnect()
      viewer.current?.dispose()
      viewer.current = null
      setReady(false)
    }
  }, [still, attempt])

  useEffect(() => viewer.current?.dress(palette), [palette, ready])

  useEffect(() => {
    if (!ready || !source || !viewer.current) return
    const stop = new AbortController()
    viewer.current.show(source, stop.signal).then(
      () => !stop.signal.aborted && setFate('shown'),
      () => !stop.signal.aborted && setFate('broken'),
    )
    return () => stop.abort()
  }, [ready, source])

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
        {source === null && fate !== 'no-webgl' ? <p className={classes.over}>{t('kit.stage.nothing')}</p> : null}
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

function hasWebGL(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null
  } catch {
    return false
  }
}
