/** A shelf of garments with its title and the way to all of them. */
import { Link } from 'react-router'
import { asApiError, type Garment, photoAt, type Sort, useShelf, type Wanted } from '@/api'
import { Section } from '@/app'
import { said } from '@/house'
import { ErrorNote } from '@/kit/ErrorNote'
import { GarmentCard } from '@/kit/GarmentCard'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { ratioOf } from '@/screens/garments/shape'
import { quietLine, statesOf } from '@/screens/garments/states'
import classes from './Home.module.css'

const SHOWN = 6

export interface ShelfProps {
  title: string
  wanted: Wanted
  sort: Sort
  /** Where all of them are. */
  href: string
  /** What a card's quiet line says. */
  line: (garment: Garment) => string
  /** Where a card leads. */
  tab?: string
  /** Said when there is nothing. */
  none: string
}

export function Shelf({ title, wanted, sort, href, line, tab, none }: ShelfProps) {
  const { t, language } = useWords()
  const found = useShelf(wanted, sort, SHOWN)
  const items = found.data?.items ?? []
  const ratio = ratioOf(items)
  return (
    <Section
      title={title}
      actions={
        items.length > 0 ? (
          <Link className="link" to={href}>
            {t('home.all')}
          </Link>
        ) : undefined
      }
    >
      {found.error ? <ErrorNote error={asApiError(found.error)} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <CardsSkeleton count={SHOWN} /> : null}
      {found.isSuccess && items.length === 0 ? <p className="quiet">{none}</p> : null}
      <ul className={classes.cards}>
        {items.map((garment) => (
          <li key={garment.id}>
            <GarmentCard
              name={said(garment, 'name', language)}
              href={`/garments/${encodeURIComponent(garment.id)}${tab ? `/${tab}` : ''}`}
              line={quietLine(garment, t, line(garment))}
              photo={garment.photo_url ? photoAt(garment.photo_url, 240) : null}
              secondPhoto={garment.other_photo_url ? photoAt(garment.other_photo_url, 240) : null}
              ratio={ratio}
              states={statesOf(garment, t)}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}
