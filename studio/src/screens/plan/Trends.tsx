/** Trends: what rises and what fades, how fast and how sure, with the garments that show it. */
import { Link } from 'react-router'
import { type ApiError, photoAt, type TrendSignal, useTrends } from '@/api'
import { Loaded, Section } from '@/app'
import { inWords, isSort } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Plan.module.css'

const NOTHING = 'MOD-2435'
const SHOWN = ['rising', 'fading'] as const

export function Trends() {
  const { t } = useWords()
  const trends = useTrends()
  const absent = (error: ApiError) =>
    error.code === NOTHING ? (
      <EmptyState title={t('plan.trends.none')} secondary={{ label: t('plan.none.import'), href: '/data/import' }}>
        <p>{t('plan.trends.noneHint')}</p>
      </EmptyState>
    ) : null
  return (
    <Loaded query={trends} skeleton={<CardsSkeleton count={6} />} absent={absent}>
      {(found) => (
        <>
          <p className="small quiet">
            <HowBadge how={found.synthetic ? 'synthetic' : 'measured'} /> {t('plan.trends.how')}
          </p>
          {SHOWN.map((verdict) => {
            const some = found.items.filter((each) => each.verdict === verdict)
            return (
              <Section key={verdict} title={t(`plan.trends.${verdict}`)}>
                {some.length > 0 ? (
                  <ul className={classes.signals}>
                    {some.map((each) => (
                      <Signal key={`${each.source} ${each.attribute} ${each.value}`} signal={each} />
                    ))}
                  </ul>
                ) : (
                  <p className="quiet">{t('plan.trends.nothing')}</p>
                )}
              </Section>
            )
          })}
        </>
      )}
    </Loaded>
  )
}

function Signal({ signal }: { signal: TrendSignal }) {
  const { t, format, language } = useWords()
  const word = language === 'zh-CN' ? ('zh' as const) : ('en' as const)
  const value = isSort(signal.attribute) ? inWords(signal.attribute, signal.value, t) : signal.value
  const [low, high] = signal.growth_ci95
  const sure = typeof low === 'number' && typeof high === 'number' ? t('kit.figure.interval', { low: format.percent(low, 0), high: format.percent(high, 0) }) : ''
  return (
    <li>
      <h3 className="heading" dir="auto">
        {value}
      </h3>
      <p className="small quiet">
        {signal.attribute_name[word]} · {signal.source_name[word]}
      </p>
      <p>
        {signal.growth === null ? '–' : t('plan.trends.growth', { growth: format.percent(signal.growth, 0) })} <span className="small quiet">{sure}</span>
      </p>
      <ul className={classes.evidence}>
        {signal.evidence
          .filter(({ kind }) => kind === 'garment')
          .map((each) => (
            <li key={each.item}>
              <Link to={`/garments/${encodeURIComponent(each.item)}`} aria-label={each.item}>
                <Picture src={each.photo_url ? photoAt(each.photo_url, 190) : null} alt="" ratio={0.75} fit="fill" />
              </Link>
            </li>
          ))}
      </ul>
    </li>
  )
}
