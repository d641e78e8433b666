/** The picture that is searched with, and a frame drawn on it: with the pointer, or with sliders by keys. */
import { Button } from '@mantine/core'
import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { CloseIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { between, changed, type Frame, isWhole, type Point, WHOLE } from './cropping'
import classes from './Search.module.css'

export interface CropProps {
  picture: File
  frame: Frame
  onFrame: (frame: Frame) => void
  onTakeAway: () => void
}

const EDGES = ['left', 'top', 'width', 'height'] as const

export function Crop({ picture, frame, onFrame, onTakeAway }: CropProps) {
  const { t, format } = useWords()
  const url = useMemo(() => URL.createObjectURL(picture), [picture])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  const board = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState<Point | null>(null)
  const [drawn, setDrawn] = useState<Frame | null>(null)
  const shown = drawn ?? frame
  const at = (event: PointerEvent): Point => {
    const place = (board.current as HTMLDivElement).getBoundingClientRect()
    return { x: (event.clientX - place.left) / place.width, y: (event.clientY - place.top) / place.height }
  }
  return (
    <section className={classes.asked} aria-label={t('search.picture')}>
      <div
        ref={board}
        className={classes.board}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          setFrom(at(event))
        }}
        onPointerMove={(event) => from && setDrawn(between(from, at(event)))}
        onPointerUp={(event) => {
          if (from) onFrame(between(from, at(event)))
          setFrom(null)
          setDrawn(null)
        }}
        onPointerCancel={() => {
          setFrom(null)
          setDrawn(null)
        }}
      >
        <img src={url} alt={t('search.pictureOf', { name: picture.name })} draggable={false} />
        {isWhole(shown) ? null : (
          <span
            className={classes.frame}
            style={{ left: `${shown.left * 100}%`, top: `${shown.top * 100}%`, width: `${shown.width * 100}%`, height: `${shown.height * 100}%` }}
            aria-hidden
          />
        )}
      </div>
      <div className={classes.askedWords}>
        <p>{t('search.cropHint')}</p>
        <details>
          <summary>{t('search.cropKeys')}</summary>
          {EDGES.map((name) => (
            <label key={name} className={classes.edge}>
              <span>{t(`search.${name}`)}</span>
              <input
                type="range"
                min={0}
                max={1}
                step={0.01}
                value={frame[name]}
                aria-valuetext={format.percent(frame[name], 0)}
                onChange={(event) => onFrame(changed(frame, name, Number(event.currentTarget.value)))}
              />
            </label>
          ))}
        </details>
        <p className="small quiet">{t('search.notKept')}</p>
        <div className={classes.askedDo}>
          {isWhole(frame) ? null : (
            <Button size="compact-sm" variant="default" onClick={() => onFrame(WHOLE)}>
              {t('search.whole')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" leftSection={<CloseIcon size={14} aria-hidden />} onClick={onTakeAway}>
            {t('search.takeAway')}
          </Button>
        </div>
      </div>
    </section>
  )
}
