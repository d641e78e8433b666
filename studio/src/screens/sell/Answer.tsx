/** What somebody would be shown, best first, each with its weightiest reason; and what a rule kept out. */
import { Button } from '@mantine/core'
import { type Garment, photoAt, type Recommendation, type Recommended } from '@/api'
import { said } from '@/house'
import { GarmentCard } from '@/kit/GarmentCard'
import { InfoIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { type Format, type Say, useWords } from '@/locale'
import { ratioOf } from '@/screens/garments/shape'
import { nameOf, reasonWords, traceWords } from './words'
import classes from './Sell.module.css'

export interface AnswerProps {
  answer: Recommendation
  known: ReadonlyMap<string, Garment>
  onWhy: (garment: string) => void
  /** With it a card is looked at instead of opened. */
  onLook?: ((garment: string) => void) | undefined
}

export function Answer({ answer, known, onWhy, onLook }: AnswerProps) {
  const { t, format, language } = useWords()
  const ratio = ratioOf(answer.results.flatMap(({ shown }) => shown ?? []))
  return (
    <>
      <ol className={classes.answer}>
        {answer.results.map((each) => {
          const name = each.shown ? said(each.shown, 'name', language) : each.garment
          return (
            <li key={each.garment}>
              <GarmentCard
                name={name}
                href={`/garments/${encodeURIComponent(each.garment)}`}
                line={lineOf(each, t, format)}
                photo={each.shown?.photo_url ? photoAt(each.shown.photo_url, 240) : null}
                secondPhoto={each.shown?.other_photo_url ? photoAt(each.shown.other_photo_url, 240) : null}
                ratio={ratio}
                onOpen={onLook ? () => onLook(each.garment) : undefined}
              />
              <Marks recommended={each} />
              <Because recommended={each} known={known} />
              <Button size="compact-xs" variant="subtle" leftSection={<InfoIcon size={14} aria-hidden />} onClick={() => onWhy(each.garment)} aria-label={t('sell.answer.whyOf', { name })}>
                {t('sell.answer.why')}
              </Button>
            </li>
          )
        })}
      </ol>
      <Left answer={answer} known={known} />
    </>
  )
}

/** "€89.00 · size 42, in stock". */
function lineOf({ price, currency, size }: Recommended, t: Say, format: Format): string {
  const cost = typeof price === 'number' ? (currency ? format.money(price, currency) : format.number(price, 2)) : ''
  return [cost, size ? t('sell.answer.size', { size }) : ''].filter(Boolean).join(' · ')
}

/** What is not by merit alone: a pin, a rule's weight, chance. */
function Marks({ recommended: { rules, propensity } }: { recommended: Recommended }) {
  const { t, format } = useWords()
  const effects = [...new Set(rules.map(({ effect }) => effect))].filter((effect) => effect === 'pinned' || effect === 'boosted' || effect === 'buried' || effect === 'explored')
  if (effects.length === 0) return null
  return (
    <ul className={classes.marks}>
      {effects.map((effect) => (
        <li key={effect} data-effect={effect} title={effect === 'explored' ? t('sell.mark.exploredMeaning', { share: format.percent(propensity) }) : undefined}>
          {t(`sell.mark.${effect as 'pinned' | 'boosted' | 'buried' | 'explored'}`)}
        </li>
      ))}
    </ul>
  )
}

/** The weightiest reason, with the picture of the garment that it rests on. */
function Because({ recommended, known }: { recommended: Recommended; known: ReadonlyMap<string, Garment> }) {
  const { t, format, language } = useWords()
  // What it rests on tells more than that it is there in one's size.
  const first = recommended.reasons.find(({ garment }) => garment !== '') ?? recommended.reasons[0]
  if (!first) return null
  const because = known.get(first.garment)
  return (
    <div className={classes.because} data-pictured={first.garment !== ''}>
      {first.garment ? <Picture src={because?.photo_url ? photoAt(because.photo_url, 32) : null} alt="" ratio={0.75} fit="fill" className={classes.thumb} /> : null}
      <span>
        {reasonWords(first, nameOf(known, language), t, format, language)}
        {first.share > 0 ? (
          <span className="quiet" title={t('sell.why.sharesHint')}>
            {' '}
            {t('sell.answer.share', { share: format.percent(first.share, 0) })}
          </span>
        ) : null}
      </span>
    </div>
  )
}

/** What would be there but for a rule. */
function Left({ answer: { left_out }, known }: { answer: Recommendation; known: ReadonlyMap<string, Garment> }) {
  const { t, format, language } = useWords()
  if (left_out.length === 0) return null
  const name = nameOf(known, language)
  return (
    <details className={classes.left}>
      <summary>{t('sell.answer.left', { count: left_out.length, number: format.number(left_out.length) })}</summary>
      <ul>
        {left_out.map((each) => {
          const garment = known.get(each.garment)
          return (
            <li key={each.garment}>
              <Picture src={garment?.photo_url ? photoAt(garment.photo_url, 40) : null} alt="" ratio={0.75} fit="fill" className={classes.thumb} />
              <span>
                <bdi>{name(each.garment)}</bdi>
                <span className="quiet small">{traceWords(each, name, t, format)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
