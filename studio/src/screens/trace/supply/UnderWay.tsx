/** What has left and not come, with when it should: an interval, and how many shipments say so. */
import { type SupplyPlace, type SupplyShipment, useArrivals } from '@/api'
import { Loaded, Section } from '@/app'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Supply.module.css'

const HOUR = 3_600_000

export function UnderWay({ places }: { places: readonly SupplyPlace[] }) {
  const { t, language } = useWords()
  const arrivals = useArrivals()
  const names = new Map(places.map(({ id, name, name_zh }) => [id, (language === 'zh-CN' && name_zh) || name]))
  const nameOf = (id: string) => names.get(id) ?? id
  return (
    <Section title={t('trace.way.title')}>
      <Loaded query={arrivals} skeleton={<TableSkeleton columns={1} rows={3} />}>
        {({ under_way: shipments }) =>
          shipments.length === 0 ? (
            <p className="quiet">{t('trace.way.none')}</p>
          ) : (
            <ul className={classes.alarms}>
              {shipments.map((each) => (
                <li key={`${each.origin} ${each.left_at}`} className={classes.alarm} data-severity={each.overdue ? 'warning' : 'info'}>
                  <p>
                    <bdi>{nameOf(each.origin)}</bdi> → {each.destination ? <bdi>{nameOf(each.destination)}</bdi> : t('trace.way.where')}
                  </p>
                  <p className="quiet small">
                    <Expected shipment={each} now={arrivals.dataUpdatedAt} />
                  </p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Section>
  )
}

function Expected({ shipment: { left, left_at, overdue }, now }: { shipment: SupplyShipment; now: number }) {
  const { t, format } = useWords()
  const gone = t('trace.way.left', { when: format.dateTime(new Date(left_at)) })
  if (!left) return <>{gone}</>
  const at = (hours: number) => format.dateTime(new Date(now + hours * HOUR))
  return (
    <>
      {gone}. {t(overdue ? 'trace.way.late' : 'trace.way.due', { when: at(left.middle), low: at(left.low), high: at(left.high), count: left.count, number: format.number(left.count) })} <HowBadge how="predicted" />
    </>
  )
}
