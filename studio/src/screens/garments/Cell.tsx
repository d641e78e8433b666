/** One place of the wall: the garment as a card or as a line, or its true shape while it is on its way. */
import { Checkbox } from '@mantine/core'
import { memo } from 'react'
import { Link } from 'react-router'
import { type Garment, photoAt } from '@/api'
import { inWords, said } from '@/house'
import { GarmentCard } from '@/kit/GarmentCard'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import { quietLine, statesOf } from './states'
import classes from './Wall.module.css'

export interface CellProps {
  place: number
  garment: Garment | undefined
  selected: boolean
  view: 'grid' | 'list'
  ratio: number
  cardWidth: number
  onSelect: (place: number, selected: boolean, range: boolean) => void
}

export const Cell = memo(function Cell(props: CellProps) {
  const { garment, view, ratio } = props
  if (!garment) return <Bones view={view} ratio={ratio} />
  return view === 'grid' ? <Card {...props} garment={garment} /> : <Line {...props} garment={garment} />
})

type Here = CellProps & { garment: Garment }

export const addressOfGarment = (id: string) => `/garments/${encodeURIComponent(id)}`

function Card({ place, garment, selected, ratio, cardWidth, onSelect }: Here) {
  const { t, language } = useWords()
  const { id, photo_url, other_photo_url } = garment
  return (
    <GarmentCard
      name={said(garment, 'name', language)}
      href={addressOfGarment(id)}
      line={quietLine(garment, t)}
      photo={photo_url ? photoAt(photo_url, cardWidth) : null}
      secondPhoto={other_photo_url ? photoAt(other_photo_url, cardWidth) : null}
      ratio={ratio}
      states={statesOf(garment, t)}
      as="h2"
      selected={selected}
      onSelect={(on, range) => onSelect(place, on, range)}
      eager
    />
  )
}

function Line({ place, garment, selected, onSelect }: Here) {
  const { t, format, language } = useWords()
  const name = said(garment, 'name', language)
  const { id, category, brand, season, photo_url, tag, state, updated_at } = garment
  return (
    <article className={classes.line} data-selected={selected}>
      <Checkbox
        className={classes.check}
        checked={selected}
        aria-label={t('kit.card.select', { name })}
        onChange={() => {}}
        onClick={(event) => onSelect(place, !selected, event.shiftKey)}
      />
      <Picture src={photo_url ? photoAt(photo_url, 48) : null} alt="" fit="fill" eager className={classes.thumb} />
      <h2 className={classes.name}>
        <Link to={addressOfGarment(id)} dir="auto">
          {name}
        </Link>
      </h2>
      <span className={classes.fact} dir="auto">
        {inWords('category', category, t)}
      </span>
      <span className={`${classes.fact} ${classes.rare}`}>
        {tag ? t('kit.said', { label: inWords('category', tag.label, t), share: format.percent(tag.confidence, 0) }) : t(`garments.state.${state}`)}
      </span>
      <span className={`${classes.fact} ${classes.rare}`} dir="auto">
        {[inWords('brand', brand, t), inWords('season', season, t)].filter(Boolean).join(' · ')}
      </span>
      <time className={`${classes.fact} ${classes.rare}`} dateTime={updated_at} title={format.dateTime(updated_at)}>
        {format.ago(updated_at)}
      </time>
    </article>
  )
}

function Bones({ view, ratio }: Pick<CellProps, 'view' | 'ratio'>) {
  if (view === 'list') {
    return (
      <div className={`${classes.line} ${classes.bone}`} aria-hidden>
        <span style={{ height: 18, width: 18 }} />
        <span className={classes.thumb} />
        <span style={{ height: 12, width: '60%' }} />
        <span style={{ height: 12, width: '70%' }} />
      </div>
    )
  }
  return (
    <div className={classes.bone} aria-hidden>
      <span style={{ aspectRatio: String(ratio) }} />
      <span style={{ height: 12, width: '70%' }} />
      <span style={{ height: 10, width: '40%' }} />
    </div>
  )
}
