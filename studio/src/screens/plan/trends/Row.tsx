/** One trend in short: what, where, by how much and how surely, its course, and the garments that show it. */
import { Link } from 'react-router'
import { photoAt, type Trend, type TrendEvidence } from '@/api'
import { useAddress } from '@/app'
import { said } from '@/house'
import { Picture } from '@/kit/Picture'
import { SmallChart } from '@/kit/SmallChart'
import { useWords } from '@/locale'
import { nameOf, part, signed, sureOf, valueOf, whereOf, windowOf } from './words'
import classes from './Trends.module.css'

/** Points of four weeks: the year and a half in which both sides of the comparison lie. */
const SHOWN = 20
const WEEKS_A_POINT = 4
const YEAR = 52

export function Row({ trend }: { trend: Trend }) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const value = valueOf(trend, language, t)
  const where = whereOf(trend, language, t)
  const name = nameOf(trend)
  const points = trend.series.slice(-SHOWN)
  const before = part(trend.share_before, format)
  const now = part(trend.share, format)
  return (
    <li className={classes.row} data-open={query.get('trend') === name}>
      <div className={classes.what}>
        <h3 className={classes.value}>
          <button type="button" className={classes.open} dir="auto" onClick={() => change({ trend: name })}>
            {value}
          </button>
        </h3>
        <p className="quiet small">{where}</p>
      </div>
      <div className={classes.growth}>
        <p className={classes.number}>{signed(trend.growth, format)}</p>
        <p className="quiet small">{t('trends.between', { low: signed(trend.growth_ci95[0], format), high: signed(trend.growth_ci95[1], format) })}</p>
      </div>
      <div className={classes.course}>
        <SmallChart label={t('trends.chart', { value, where, before, now })} points={points.map(({ share, low, high }) => ({ value: share, low, high }))} compared={sides(trend, points.length)} />
        <p className="small">
          {t('trends.moved', { before, now })} <span className="quiet">{t(`trends.of.${trend.source}`)}</span>
        </p>
      </div>
      <Shown trend={trend} label={t('trends.evidence.of', { value })} />
      <p className={`quiet small ${classes.sure}`} title={windowOf(trend, t)}>
        {sureOf(trend, t, format)}
      </p>
    </li>
  )
}

/** The pictures of those that moved it furthest. */
function Shown({ trend, label }: { trend: Trend; label: string }) {
  const { t, format, language } = useWords()
  const hint = ({ now, before }: TrendEvidence) => t('trends.evidence.changeHint', { now: format.number(now), before: format.number(before) })
  const moved = ({ change }: TrendEvidence) => `${change > 0 ? '+' : change < 0 ? '−' : ''}${format.compact(Math.abs(change))}`
  const garments = trend.evidence.filter(({ garment }) => garment)
  if (garments.length === 0) return trend.evidence.length > 0 ? <p className={`small quiet ${classes.shown}`}>{t('trends.evidence.articles')}</p> : null
  return (
    <ul className={classes.shown} aria-label={label}>
      {garments.map((one) => {
        const name = one.shown ? said(one.shown, 'name', language) : one.item
        return (
          <li key={one.item}>
            <Link to={`/garments/${encodeURIComponent(one.item)}`} title={`${name}: ${hint(one)}`} className={classes.picture}>
              <Picture src={one.photo_url ? photoAt(one.photo_url, 64) : null} alt={name} ratio={0.75} fit="fill" />
            </Link>
            <span className={classes.moved} title={hint(one)}>
              {moved(one)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

/** Which points the comparison is of: the last weeks, and as many a year before, or just before. */
function sides({ weeks, is_year_on_year }: Trend, points: number): [number, number][] {
  const many = Math.round(weeks / WEEKS_A_POINT)
  const apart = is_year_on_year ? YEAR / WEEKS_A_POINT : many
  const last = points - 1
  return [
    [last - many + 1 - apart, last - apart],
    [last - many + 1, last],
  ].filter(([from]) => from! >= 0) as [number, number][]
}
