/** The garment's pictures: one large, the other views below it; the last of them can be turned. */
import { lazy, Suspense, useState } from 'react'
import { type Garment, photoAt, usePhotos } from '@/api'
import { useAddress } from '@/app'
import { said } from '@/house'
import { CubeIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Zoom } from './Zoom'
import classes from './Garment.module.css'

// The third dimension comes when it is asked for.
const InTheRound = lazy(() => import('./round/InTheRound'))

/** A picture of a few pixels is not blown up to half a page. */
const TINY = 64
const STAGE = 620
const STAGE_ON_PHONE = 420

export function Pictures({ garment, narrow }: { garment: Garment; narrow: boolean }) {
  const { t, language } = useWords()
  const photos = usePhotos(garment.id)
  const { query, change } = useAddress()
  const [chosen, setChosen] = useState(0)
  const items = photos.data?.items ?? []
  const shown = items[Math.min(chosen, items.length - 1)]
  const width = shown?.width ?? garment.photo_width ?? 1
  const height = shown?.height ?? garment.photo_height ?? 1
  const url = shown?.url ?? garment.photo_url ?? null
  const isRound = query.get('view') === '3d' && !narrow
  const look = (index: number) => {
    setChosen(index)
    if (isRound) change({ view: null })
  }
  return (
    <div className={classes.pictures} data-tiny={width <= TINY && url !== null && !isRound} data-round={isRound}>
      {isRound ? (
        <Suspense fallback={<CardsSkeleton count={1} />}>
          <InTheRound key={garment.id} garment={garment} height={window.innerWidth < 768 ? STAGE_ON_PHONE : STAGE} />
        </Suspense>
      ) : (
        <Zoom key={url} src={url ? photoAt(url, width <= TINY ? 64 : 1024) : null} alt={said(garment, 'name', language)} ratio={Math.min(1.6, Math.max(0.6, width / height))} />
      )}
      {items.length > 1 || !narrow ? (
        <ul className={classes.views}>
          {items.map((photo, index) => (
            <li key={photo.id}>
              <button type="button" className={classes.thumb} aria-pressed={photo === shown && !isRound} aria-label={t('garment.view', { number: index + 1 })} onClick={() => look(index)}>
                <Picture src={photoAt(photo.url, 72)} alt="" fit="fill" eager className={classes.thumbPicture} />
              </button>
            </li>
          ))}
          {narrow ? null : (
            <li>
              <button type="button" className={`${classes.thumb} ${classes.turn}`} aria-pressed={isRound} onClick={() => change({ view: isRound ? null : '3d' })}>
                <CubeIcon size={22} aria-hidden />
                <span>{t(isRound ? 'garment.round.hide' : 'garment.round.show')}</span>
              </button>
            </li>
          )}
        </ul>
      ) : null}
    </div>
  )
}
