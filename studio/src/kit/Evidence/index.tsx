/** Where a model looked: a picture under a heat of its attention, with the method and how far to trust it. */
import { Slider } from '@mantine/core'
import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { light } from '@/look/tokens'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import classes from './Evidence.module.css'

/** Values from 0 to 1 in rows, laid over the whole picture; or a picture of the heat made by the server. */
export type Heat = { rows: number; columns: number; values: ArrayLike<number> } | { src: string }

export interface EvidenceProps {
  src: string
  alt: string
  heat: Heat | null
  /** "Grad-CAM", "occlusion". */
  method: string
  /** What it is evidence for: the label, and how sure the model is. */
  claim: { label: string; confidence: number }
  /** Faithfulness, from 0 to 1 as the method defines it: whether what it points at is what moves the model. */
  score?: { label: string; value: number; interval?: readonly [number, number] }
  ratio?: number
}

export function Evidence({ src, alt, heat, method, claim, score, ratio = 1 }: EvidenceProps) {
  const { t, format } = useWords()
  const id = useId()
  const [strength, setStrength] = useState(70)
  return (
    <figure className={classes.evidence}>
      <div className={classes.picture} style={{ aspectRatio: String(ratio) }}>
        <Picture src={src} alt={alt} fit="fill" eager />
        {heat === null ? null : 'src' in heat ? (
          <img className={classes.heat} src={heat.src} alt="" style={{ opacity: strength / 100 }} />
        ) : (
          <HeatCanvas heat={heat} strength={strength / 100} />
        )}
      </div>
      <figcaption className={classes.words}>
        <p className={classes.claim}>
          <span dir="auto">{claim.label}</span> <span className="numbers">{format.percent(claim.confidence)}</span>
        </p>
        <div className={classes.facts}>
          <span>{method}</span>
          {score ? (
            <span>
              {t('kit.evidence.score', { label: score.label, value: format.number(score.value, 2) })}
              {score.interval ? ` ${t('kit.figure.interval', { low: format.number(score.interval[0], 2), high: format.number(score.interval[1], 2) })}` : ''}
            </span>
          ) : null}
          <HowBadge how="predicted" />
        </div>
        {heat ? (
          <div className={classes.strength}>
            <span className="label" id={id}>
              {t('kit.evidence.heat')}
            </span>
            <Slider
              className={classes.slider!}
              value={strength}
              onChange={setStrength}
              min={0}
              max={100}
              step={5}
              size={2}
              thumbSize={14}
              color="var(--ink)"
              label={null}
              thumbProps={{ 'aria-labelledby': id }}
            />
          </div>
        ) : (
          <p className="small quiet">{t('kit.evidence.none')}</p>
        )}
      </figcaption>
    </figure>
  )
}

interface Grid {
  rows: number
  columns: number
  values: ArrayLike<number>
}

/** Little stays clear, much is coloured: the picture must be seen through what matters not. */
function HeatCanvas({ heat, strength }: { heat: Grid; strength: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(heat.columns, heat.rows)
    // The same in both themes: it lies on a photograph, not on the page.
    const warm = light.data.difference.slice(4).map(channels)
    for (let at = 0; at < heat.rows * heat.columns; at += 1) {
      const value = Math.min(1, Math.max(0, heat.values[at] ?? 0))
      const place = value * (warm.length - 1)
      const low = warm[Math.floor(place)]!
      const high = warm[Math.ceil(place)]!
      const share = place - Math.floor(place)
      for (let channel = 0; channel < 3; channel += 1) {
        image.data[at * 4 + channel] = low[channel]! + (high[channel]! - low[channel]!) * share
      }
      image.data[at * 4 + 3] = 255 * value ** 0.8
    }
    context.putImageData(image, 0, 0)
  }, [heat])
  return <canvas ref={canvas} className={classes.heat} width={heat.columns} height={heat.rows} style={{ opacity: strength }} aria-hidden />
}

function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}
