/** Pictures with what they show and what the model took them for; each leads on to its garment and to the why. */
import { Link } from 'react-router'
import { type Example, photoAt, type Model } from '@/api'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import { addressOfVersion } from '../address'
import classes from './Judgements.module.css'

export interface JudgementsProps {
  model: Pick<Model, 'name' | 'version'>
  items: readonly Example[]
  /** What to say where there are none. */
  none: string
  /** Three a row, for the side panel. */
  narrow?: boolean
}

export function Judgements({ model, items, none, narrow = false }: JudgementsProps) {
  if (items.length === 0) return <p className="quiet">{none}</p>
  return (
    <ul className={classes.grid} data-narrow={narrow}>
      {items.map((item, index) => (
        <li key={`${item.image_id ?? item.name} ${index}`}>
          <Judgement model={model} item={item} eager={index < 8} />
        </li>
      ))}
    </ul>
  )
}

function Judgement({ model, item, eager }: { model: JudgementsProps['model']; item: Example; eager: boolean }) {
  const { t, format } = useWords()
  const isRight = item.actual === item.predicted
  const picture = <Picture src={item.photo_url ? photoAt(item.photo_url, 160) : null} alt="" ratio={1} eager={eager} className={classes.picture} />
  return (
    <article className={classes.one}>
      {item.garment_id ? (
        <Link to={`/garments/${encodeURIComponent(item.garment_id)}`} aria-label={t('models.seeGarment', { name: item.name })}>
          {picture}
        </Link>
      ) : (
        picture
      )}
      <p className={classes.said} data-right={isRight}>
        <span dir="auto">{item.predicted}</span> <span className="numbers">{format.percent(item.confidence, 0)}</span>
      </p>
      {isRight ? null : (
        <p className={classes.shown}>
          {t('models.isReally')} <span dir="auto">{item.actual}</span>
        </p>
      )}
      {item.image_id ? (
        <Link
          className={classes.why}
          to={addressOfVersion(model, 'explain', `?image=${encodeURIComponent(item.image_id)}`)}
          aria-label={t('models.whyOf', { name: item.name })}
        >
          {t('models.why')}
        </Link>
      ) : null}
    </article>
  )
}
