/** What somebody did, in time: a strip of pictures, the newest first. */
import { Link } from 'react-router'
import { photoAt } from '@/api'
import { said } from '@/house'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import type { Folded } from './acts'
import { worded } from './words'
import classes from './Sell.module.css'

export function Strip({ acts, label }: { acts: readonly (Folded & { key?: string })[]; label: string }) {
  const { t, format, language } = useWords()
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <div className={classes.strip} role="region" aria-label={label} tabIndex={0}>
      <ol>
        {acts.map(({ garment, shown, kind, at, count, key }) => {
          const name = shown ? said(shown, 'name', language) : garment
          return (
            <li key={key ?? `${garment} ${at}`}>
              <Link to={`/garments/${encodeURIComponent(garment)}`} className={classes.act} title={name}>
                <Picture src={shown?.photo_url ? photoAt(shown.photo_url, 88) : null} alt={name} ratio={0.75} fit="fill" />
              </Link>
              <p className={classes.did} data-kind={kind}>
                {worded('act', kind, t)}
                {count > 1 ? ` ×\u2060${format.number(count)}` : ''}
              </p>
              {at ? (
                <p className="quiet small">
                  <time dateTime={at} title={format.dateTime(at)}>
                    {format.ago(at)}
                  </time>
                </p>
              ) : null}
            </li>
          )
        })}
      </ol>
    </div>
  )
}
