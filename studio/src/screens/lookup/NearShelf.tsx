/** Garments that look alike, nearest first, with how near. */
import { type Like, photoAt } from '@/api'
import { said } from '@/house'
import { GarmentCard } from '@/kit/GarmentCard'
import { useWords } from '@/locale'
import classes from './LookUp.module.css'

export function NearShelf({ items, small = false }: { items: readonly Like[]; small?: boolean }) {
  const { t, format, language } = useWords()
  return (
    <ul className={classes.near} data-small={small}>
      {items.map(({ garment, cosine }) => (
        <li key={garment.id}>
          <GarmentCard
            name={said(garment, 'name', language)}
            href={`/garments/${encodeURIComponent(garment.id)}`}
            line={t('lookup.alike', { share: format.number(cosine, 2) })}
            photo={garment.photo_url ? photoAt(garment.photo_url, 150) : null}
          />
        </li>
      ))}
    </ul>
  )
}
