/** Why a garment stands where it does: the reasons with their shares, what each source said, what rules did, the data. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { type Garment, photoAt, type Recommendation, type Recommended } from '@/api'
import { said } from '@/house'
import { CopyButton } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { nameOf, reasonWords, traceWords, worded } from './words'
import classes from './Sell.module.css'

export interface WhyProps {
  answer: Recommendation
  recommended: Recommended
  known: ReadonlyMap<string, Garment>
  onClose: () => void
}

export function Why({ answer, recommended, known, onClose }: WhyProps) {
  const { t, format, language } = useWords()
  const { garment, shown, place, score, propensity, reasons, rules, sources, size, size_basis } = recommended
  const name = nameOf(known, language)
  const title = shown ? said(shown, 'name', language) : garment
  const { id, at, model, placement, experiment, candidates } = answer
  const text = JSON.stringify({ id, at, model, placement, experiment, candidates, ...recommended, shown: undefined }, null, 2)
  return (
    <SidePanel
      title={title}
      eyebrow={t('sell.why.title')}
      onClose={onClose}
      foot={
        <Button component={Link} to={`/garments/${encodeURIComponent(garment)}`} variant="default">
          {t('sell.why.open')}
        </Button>
      }
    >
      <div className={classes.why}>
        <Picture src={shown?.photo_url ? photoAt(shown.photo_url, 380) : null} alt={title} eager ratio={0.75} fit="fill" className={classes.whyPicture} />
        <dl className={classes.facts}>
          <dt className="label">{t('sell.why.place')}</dt>
          <dd>{t('sell.why.placeOf', { place: format.number(place), of: format.number(answer.results.length) })}</dd>
          <dt className="label">{t('sell.why.score')}</dt>
          <dd>
            {format.number(score, 3)} <HowBadge how="predicted" />
          </dd>
          {size ? (
            <>
              <dt className="label">{t('sell.why.size')}</dt>
              <dd>{size_basis === 'bought' ? t('sell.why.sizeBought', { size }) : t('sell.why.sizeModel', { size })}</dd>
            </>
          ) : null}
          <dt className="label">{t('sell.why.chance')}</dt>
          <dd>{propensity < 1 ? t('sell.why.propensity', { share: format.percent(propensity) }) : t('sell.why.certain')}</dd>
        </dl>

        <h3 className="label">{t('sell.why.reasons')}</h3>
        {reasons.length > 0 ? (
          <ol className={classes.reasons}>
            {reasons.map((reason, index) => (
              <li key={index}>
                {reason.garment ? (
                  <Picture src={known.get(reason.garment)?.photo_url ? photoAt(known.get(reason.garment)!.photo_url!, 40) : null} alt="" ratio={0.75} fit="fill" className={classes.thumb} />
                ) : (
                  <span />
                )}
                <span>{reasonWords(reason, name, t, format, language)}</span>
                <span className="numbers">{format.percent(reason.share, 0)}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className="quiet">{t('sell.why.noReason')}</p>
        )}
        <p className="small quiet">{t('sell.why.sharesHint')}</p>

        <h3 className="label">{t('sell.why.sources')}</h3>
        <ul className={classes.sources}>
          {Object.entries(sources).map(([source, value]) => (
            <li key={source}>
              <span>{worded('source', source, t)}</span>
              <meter min={0} max={1} value={value} aria-label={worded('source', source, t)} />
              <span className="numbers">{format.number(value, 2)}</span>
            </li>
          ))}
        </ul>

        <h3 className="label">{t('sell.why.rules')}</h3>
        {rules.length > 0 ? (
          <ul className={classes.traces}>
            {rules.map((rule, index) => (
              <li key={index}>
                {traceWords(rule, name, t, format)}
                {rule.rule ? <span className="quiet small">{t('sell.why.byHouse')}</span> : null}
              </li>
            ))}
          </ul>
        ) : (
          <p className="quiet">{t('sell.why.noRule')}</p>
        )}

        <details className={classes.data}>
          <summary>{t('sell.why.data')}</summary>
          <CopyButton text={text} label={t('sell.why.copy')} />
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
          <pre tabIndex={0}>{text}</pre>
        </details>
      </div>
    </SidePanel>
  )
}
