/** The glass and what is done before it: a camera or a photo, the garment on whoever is seen, a picture that is kept. */
import { Button, FileButton } from '@mantine/core'
import { type ReactNode, useRef } from 'react'
import { HowBadge } from '@/kit/HowBadge'
import { CameraIcon, DownloadIcon, PhotoIcon } from '@/kit/Icon'
import { snapshot, type Way } from '@/kit/Mirror'
import { fileName, save } from '@/kit/Save'
import { useWords } from '@/locale'
import { type GarmentFile, useMirror } from './useMirror'
import classes from './Mirror.module.css'

const ACCEPT = 'image/jpeg,image/png,image/webp'

export interface GlassProps {
  /** Null for none yet. */
  file: GarmentFile | null
  /** What the garment is called, and in which size it is. */
  name: string
  size: string
  way?: Way
  /** What stands below the buttons. */
  children?: ReactNode
}

export function Glass({ file, name, size, way = 'body', children }: GlassProps) {
  const { t, format } = useWords()
  const picture = useRef<HTMLCanvasElement>(null)
  const cloth = useRef<HTMLCanvasElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const { fate, before, trouble, glance, isWorn, start, stop, photo } = useMirror({ picture, garment: cloth, video }, file, way)
  const isOn = before !== 'nothing'
  const keep = async () => {
    const says = t('mirror.mark', { name, size })
    const kept = await snapshot([picture.current!, cloth.current!], before === 'camera', says)
    save(fileName(`${name} ${size}`, 'png'), kept)
  }
  return (
    <div className={classes.room}>
      <div className={classes.glass} data-on={isOn && glance !== null} data-mirrored={before === 'camera'} aria-busy={fate === 'opening'}>
        <div className={classes.layers} role="img" aria-label={glance?.isSomebody && isWorn ? t('mirror.labelWorn', { name, size }) : t('mirror.label')}>
          <canvas ref={picture} data-layer="picture" width={3} height={4} />
          <canvas ref={cloth} data-layer="garment" width={3} height={4} />
        </div>
        <video ref={video} muted playsInline className={classes.video} aria-hidden tabIndex={-1} />
        {isOn && glance ? null : <Waiting fate={fate} isOn={isOn} trouble={trouble} />}
        {glance && !glance.isSomebody ? (
          <p className={classes.nobody} role="status">
            {t('mirror.nobody')}
          </p>
        ) : null}
      </div>
      <div className={classes.side}>
        <div className={classes.ways}>
          {before === 'camera' ? (
            <Button variant="default" onClick={stop}>
              {t('mirror.stop')}
            </Button>
          ) : (
            <Button leftSection={<CameraIcon size={18} />} loading={fate === 'opening'} disabled={fate === 'noWebgl'} onClick={() => void start()}>
              {t('mirror.start')}
            </Button>
          )}
          <FileButton accept={ACCEPT} onChange={(chosen) => (chosen ? void photo(chosen) : undefined)}>
            {(props) => (
              <Button {...props} variant="default" leftSection={<PhotoIcon size={18} />} disabled={fate === 'noWebgl'}>
                {t('mirror.photo')}
              </Button>
            )}
          </FileButton>
          <Button variant="default" leftSection={<DownloadIcon size={18} />} disabled={!glance?.isSomebody || !isWorn} onClick={() => void keep()}>
            {t('mirror.snapshot')}
          </Button>
        </div>
        <p className={`small quiet ${classes.rate}`} aria-live="off" data-rate={glance?.rate ?? ''}>
          {glance ? (
            <>
              <HowBadge how="measured" bare />{' '}
              {glance.rate === null
                ? t('mirror.took', { took: format.number(Math.round(glance.took)) })
                : t('mirror.rate', { rate: format.number(Math.round(glance.rate * 10) / 10), took: format.number(Math.round(glance.took)) })}
            </>
          ) : null}
        </p>
        {children}
      </div>
    </div>
  )
}

function Waiting({ fate, isOn, trouble }: { fate: string; isOn: boolean; trouble: string | null }) {
  const { t } = useWords()
  const what = fate === 'failed' || fate === 'noWebgl' ? fate : trouble
  if (what) {
    const key = what as 'failed' | 'noWebgl' | 'refused' | 'absent' | 'busy' | 'insecure' | 'broken' | 'badPhoto'
    return (
      <div className={classes.waiting} role="alert">
        <h2 className="heading">{t(`mirror.${key}`)}</h2>
        <p>{t(`mirror.${key}Hint`)}</p>
      </div>
    )
  }
  if (isOn || fate === 'opening') {
    return (
      <p className={classes.waiting} role="status">
        {t(isOn ? 'mirror.looking' : 'mirror.opening')}
      </p>
    )
  }
  return (
    <div className={classes.waiting}>
      <h2 className="heading">{t('mirror.idle')}</h2>
      <p>{t('mirror.idleHint')}</p>
    </div>
  )
}
