/** One value whole: its course week by week with the changes marked, the same elsewhere, and all that shows it. */
import { Button } from '@mantine/core'
import { photoAt, type Trend, useTrend } from '@/api'
import { Loaded, useAddress } from '@/app'
import { said } from '@/house'
import { Chart, type LineData } from '@/kit/Chart'
import { Figure } from '@/kit/Figure'
import { GarmentCard } from '@/kit/GarmentCard'
import { SidePanel } from '@/kit/SidePanel'
import { ChartSkeleton } from '@/kit/Skeletons'
import { type Language, type Say, useWords } from '@/locale'
import { capital, named, nameOf, part, signed, sureOf, valueOf, windowOf } from './words'
import classes from './Trends.module.css'

/** A share of fewer than these, or of fewer than a tenth of a usual week, is noise and would stretch the scale. */
const LEAST_OF = 10
const LEAST_PART = 0.1

export function Panel({ attribute, value, source }: { attribute: string; value: string; source: string }) {
  const { t, language } = useWords()
  const { change } = useAddress()
  const found = useTrend(attribute, value)
  const first = found.data?.signals[0]
  return (
    <SidePanel
      title={first ? valueOf(first, language, t) : capital(value)}
      eyebrow={first ? named(first.attribute_name, language) : capital(attribute)}
      onClose={() => change({ trend: null })}
    >
      <Loaded query={found} skeleton={<ChartSkeleton height={220} />}>
        {({ signals }) => {
          const trend = signals.find((each) => each.source === source) ?? signals[0]!
          return <Whole trend={trend} others={signals.filter((each) => each !== trend)} />
        }}
      </Loaded>
    </SidePanel>
  )
}

function Whole({ trend, others }: { trend: Trend; others: readonly Trend[] }) {
  const { t, format, language } = useWords()
  const { change } = useAddress()
  const least = leastOf(trend)
  return (
    <div className={classes.whole}>
      <p>
        <span className={classes.called} data-verdict={trend.verdict}>
          {t(`trends.${trend.verdict}`)}
        </span>{' '}
        <span className="quiet">{named(trend.source_name, language)}</span>
      </p>
      <div className={classes.figures}>
        <Figure label={t('trends.panel.growth')} value={trend.growth} style="percent" digits={0} interval={trend.growth_ci95 as [number, number]} how={trend.basis} size="small" />
        <Figure
          label={t('trends.panel.shareNow')}
          value={trend.share}
          style="percent"
          digits={1}
          how={trend.basis}
          comparison={{ value: trend.share_before, label: t(trend.is_year_on_year ? 'trends.panel.before' : 'trends.panel.justBefore') }}
          size="small"
        />
      </div>
      <p className="small">
        {sureOf(trend, t, format)} <span className="quiet">{windowOf(trend, t)}</span>
      </p>
      <Chart title={t('trends.panel.course')} note={t('trends.panel.few', { number: format.number(least) })} data={courseOf(trend, least, language, t)} how={trend.basis} source={t('trends.panel.seen', { number: format.number(trend.seen) })} height={220} />

      <h3 className="label">{t('trends.panel.changes')}</h3>
      {trend.changes.length > 0 ? (
        <ol className={classes.changes}>
          {trend.changes.map(({ week, earliest, latest, before, after, p }) => (
            <li key={week}>
              {t('trends.panel.change', { date: format.date(week), before: part(before, format), after: part(after, format) })}{' '}
              <span className="quiet small">
                {earliest !== latest ? t('trends.panel.changeBetween', { from: format.date(earliest), to: format.date(latest) }) + ' ' : null}
                {t('trends.panel.changeP', { p: format.percent(p, 1) })}
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <p className="quiet">{t('trends.panel.noChange')}</p>
      )}

      {others.length > 0 ? (
        <>
          <h3 className="label">{t('trends.panel.elsewhere')}</h3>
          <ul className={classes.elsewhere}>
            {others.map((each) => (
              <li key={each.source}>
                <Button variant="subtle" size="compact-sm" onClick={() => change({ trend: nameOf(each) })}>
                  {named(each.source_name, language)}
                </Button>
                <span>{t(`trends.${each.verdict}`)}</span>
                <span className="numbers">{signed(each.growth, format)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}

      <h3 className="label">{t('trends.evidence.title')}</h3>
      <Evidence trend={trend} />
    </div>
  )
}

function Evidence({ trend }: { trend: Trend }) {
  const { t, format, language } = useWords()
  if (trend.evidence.length === 0) return <p className="quiet">{t('trends.evidence.none')}</p>
  if (trend.source === 'press')
    return (
      <ul className={classes.articles}>
        {trend.evidence.map(({ item, now, before }) => (
          <li key={item}>
            {/^https?:/.test(item) ? (
              <a href={item} target="_blank" rel="noreferrer noopener" className="link" dir="auto">
                {item}
              </a>
            ) : (
              <bdi>{item}</bdi>
            )}
            <span className="quiet small">{t('trends.evidence.article', { now: format.number(now), before: format.number(before) })}</span>
          </li>
        ))}
      </ul>
    )
  return (
    <ul className={classes.cards}>
      {trend.evidence.map(({ item, photo_url, shown, now, before }) => (
        <li key={item}>
          <GarmentCard
            as="h4"
            name={shown ? said(shown, 'name', language) : item}
            href={`/garments/${encodeURIComponent(item)}`}
            line={t('trends.evidence.changeHint', { now: format.number(now), before: format.number(before) })}
            photo={photo_url ? photoAt(photo_url, 170) : null}
            ratio={0.75}
          />
        </li>
      ))}
    </ul>
  )
}

/** How many must have been seen in a week for its share to be drawn. */
function leastOf({ series }: Trend): number {
  const seen = series.map(({ of }) => of).sort((one, other) => one - other)
  return Math.max(LEAST_OF, Math.round(LEAST_PART * (seen[Math.floor(seen.length / 2)] ?? 0)))
}

/** Every week with its band, and where the level changed, by the numbers of the list below. */
function courseOf(trend: Trend, least: number, language: Language, t: Say): LineData {
  return {
    kind: 'line',
    x: { label: t('trends.panel.week'), scale: 'time' },
    y: { label: t('trends.panel.share'), style: 'percent', digits: 1 },
    series: [
      {
        name: valueOf(trend, language, t),
        how: 'measured',
        points: trend.series.map(({ week, share, low, high, of }) => (of < least || share === null ? { x: week, y: null } : { x: week, y: share, low: low!, high: high! })),
      },
    ],
    marks: trend.changes.map(({ week }, at) => ({ x: week, label: t('trends.panel.mark', { number: at + 1 }) })),
  }
}
