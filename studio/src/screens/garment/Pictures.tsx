/** The garment's pictures: one large, the other views below it. */
import { useState } from 'react'
import { type Garment, photoAt, usePhotos } from '@/api'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import { Zoom } from './Zoom'
import classes from './Garment.module.css'

/** A picture of a few pixels is not blown up to half a page. */
const TINY = 64

export function Pictures({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const photos = usePhotos(garment.id)
  const [chosen, setChosen] = useState(0)
  const items = photos.data?.items ?? []
  const shown = items[Math.min(chosen, items.length - 1)]
  const width = shown?.width ?? garment.photo_width ?? 1
  const height = shown?.height ?? garment.photo_height ?? 1
  const url = shown?.url ?? garment.photo_url ?? null
  return (
    <div className={classes.pictures} data-tiny={width <= TINY && url !== null}>
      <Zoom key={url} src={url ? photoAt(url, width <= TINY ? 64 : 1024) : null} alt={garment.name} ratio={Math.min(1.6, Math.max(0.6, width / height))} />
      {items.length > 1 ? (
        <ul className={classes.views}>
          {items.map((photo, index) => (
            <li key={photo.id}>
              <button type="button" className={classes.thumb} aria-pressed={photo === shown} aria-label={t('garment.view', { number: index + 1 })} onClick={() => setChosen(index)}>
                <Picture src={photoAt(photo.url, 72)} alt="" fit="fill" eager className={classes.thumbPicture} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
