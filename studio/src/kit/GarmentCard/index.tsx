/** One garment in a grid: the picture, its name, one quiet line, its states. */
import { type MouseEvent, useState } from 'react'
import { Link } from 'react-router'
import { useWords } from '@/locale'
import { CheckIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { StitchFrame } from '@/kit/Stitch'
import classes from './GarmentCard.module.css'

export interface GarmentState {
  tone: 'good' | 'warn' | 'bad' | 'accent' | 'quiet'
  /** What the dot means, in words; a dot alone says nothing to many. */
  label: string
}

export interface GarmentCardProps {
  name: string
  /** Where the garment's page is. */
  href: string
  /** One quiet line: category, season, price. */
  line?: string
  photo?: string | null
  /** A second view, shown under the pointer. */
  secondPhoto?: string | null
  /** Width over height of the photo; the grid keeps this shape while it loads. */
  ratio?: number
  states?: readonly GarmentState[]
  selected?: boolean
  /** With it the card can be selected; `range` when Shift was held. */
  onSelect?: (selected: boolean, range: boolean) => void
  /** Done instead of going to the garment's page. */
  onOpen?: (() => void) | undefined
  eager?: boolean
  /** The name's level: `h2` where the cards stand directly under the page's title. */
  as?: 'h2' | 'h3' | 'h4'
}

export function GarmentCard(props: GarmentCardProps) {
  const { name, href, line, photo, secondPhoto, ratio = 1, states = [], selected = false, onSelect, onOpen, eager, as: Title = 'h3' } = props
  const { t } = useWords()
  const [pointed, setPointed] = useState(false)
  const choose = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    onSelect?.(!selected, event.shiftKey)
  }
  return (
    <article
      className={classes.card}
      data-selected={selected}
      // Only a mouse hovers; on a touch screen the second view would stick.
      onPointerEnter={(event) => event.pointerType === 'mouse' && setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <div className={classes.frame} style={{ aspectRatio: String(ratio) }}>
        <Picture src={photo} alt="" fit="fill" eager={eager ?? false} className={classes.photo} />
        {pointed && secondPhoto ? (
          <Picture src={secondPhoto} alt="" fit="fill" eager className={`${classes.photo} ${classes.second}`} />
        ) : null}
        {selected ? <StitchFrame /> : null}
      </div>
      <Title className={classes.name}>
        {onOpen ? (
          <button type="button" className={classes.link} dir="auto" onClick={onOpen}>
            {name}
          </button>
        ) : (
          <Link to={href} className={classes.link} dir="auto">
            {name}
          </Link>
        )}
      </Title>
      {line || states.length > 0 ? (
        <p className={classes.line}>
          <span dir="auto">{line}</span>
          {states.length > 0 ? (
            <span className={classes.states}>
              {states.map((state) => (
                <span key={state.label} className={classes.state} data-tone={state.tone} title={state.label}>
                  <span className="unseen">{state.label}</span>
                </span>
              ))}
            </span>
          ) : null}
        </p>
      ) : null}
      {onSelect ? (
        <button
          type="button"
          role="checkbox"
          aria-checked={selected}
          aria-label={t('kit.card.select', { name })}
          className={classes.select}
          onClick={choose}
        >
          {selected ? <CheckIcon size={14} aria-hidden /> : null}
        </button>
      ) : null}
    </article>
  )
}
