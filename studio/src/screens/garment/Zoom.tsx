/** A picture looked at closely: click or +/− to come nearer, the pointer or the arrows to walk over it. */
import { ActionIcon } from '@mantine/core'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { ZoomInIcon, ZoomOutIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import classes from './Garment.module.css'

const NEAREST = 6
const STEP = 1.6
const WALK = 12

export function Zoom({ src, alt, ratio }: { src: string | null; alt: string; ratio: number }) {
  const { t, format } = useWords()
  const [scale, setScale] = useState(1)
  const [at, setAt] = useState({ x: 50, y: 50 })
  const become = (next: number) => {
    const bounded = Math.min(NEAREST, Math.max(1, next))
    setScale(bounded < 1.05 ? 1 : bounded)
    if (bounded < 1.05) setAt({ x: 50, y: 50 })
  }
  const walk = (dx: number, dy: number) =>
    setAt(({ x, y }) => ({ x: Math.min(100, Math.max(0, x + dx)), y: Math.min(100, Math.max(0, y + dy)) }))
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: [-WALK, 0], ArrowRight: [WALK, 0], ArrowUp: [0, -WALK], ArrowDown: [0, WALK] }[event.key]
    if (event.key === '+' || event.key === '=') become(scale * STEP)
    else if (event.key === '-') become(scale / STEP)
    else if (event.key === 'Escape' && scale > 1) become(1)
    else if (step && scale > 1) walk(step[0]!, step[1]!)
    else return
    event.preventDefault()
  }
  const follow = (event: PointerEvent<HTMLElement>) => {
    if (scale === 1) return
    const box = event.currentTarget.getBoundingClientRect()
    setAt({ x: ((event.clientX - box.left) / box.width) * 100, y: ((event.clientY - box.top) / box.height) * 100 })
  }
  // Nothing to come nearer to.
  if (!src) return <Picture src={null} alt="" ratio={ratio} />
  return (
    <div className={classes.zoom}>
      <button
        type="button"
        className={classes.zoomed}
        style={{ aspectRatio: String(ratio) }}
        data-near={scale > 1}
        aria-label={t('garment.zoom.label', { name: alt, scale: format.percent(scale, 0) })}
        onClick={(event) => {
          // From the keyboard a click has no place: it comes nearer to the middle.
          if (event.detail > 0 && scale === 1) {
            const box = event.currentTarget.getBoundingClientRect()
            setAt({ x: ((event.clientX - box.left) / box.width) * 100, y: ((event.clientY - box.top) / box.height) * 100 })
          }
          become(scale > 1 ? 1 : 2.5)
        }}
        onPointerMove={follow}
        onKeyDown={onKeyDown}
      >
        <span className={classes.glass} style={{ transform: `scale(${scale})`, transformOrigin: `${at.x}% ${at.y}%` }}>
          <Picture src={src} alt={alt} eager ratio={ratio} className={classes.whole} />
        </span>
      </button>
      <div className={classes.zoomTools}>
        <ActionIcon variant="default" aria-label={t('garment.zoom.out')} disabled={scale === 1} onClick={() => become(scale / STEP)}>
          <ZoomOutIcon size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('garment.zoom.in')} disabled={scale === NEAREST} onClick={() => become(scale * STEP)}>
          <ZoomInIcon size={18} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}
