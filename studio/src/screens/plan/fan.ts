/** A garment's sales and forecast as the lines of one chart: what was sold, what will be with its band, the plainest way. */
import type { GarmentDemand, WeekAhead } from '@/api'
import type { LineData } from '@/kit/Chart'
import type { Say } from '@/locale'

/** So many past weeks stand before the forecast. */
const PAST = 39

export function fanOf(demand: Pick<GarmentDemand, 'history' | 'forecast' | 'naive'>, t: Say, other?: readonly WeekAhead[]): LineData {
  const past = demand.history.slice(-PAST)
  const last = past.at(-1)
  const from = last ? [{ x: last.week, y: last.wanted ?? last.sold }] : []
  const hasMissed = past.some((week) => week.censored)
  return {
    kind: 'line',
    x: { label: t('plan.fan.week'), scale: 'time' },
    y: { label: t('plan.fan.pieces'), digits: 1 },
    series: [
      { name: t('plan.fan.sold'), how: 'measured', points: past.map(({ week, sold }) => ({ x: week, y: sold })) },
      ...(hasMissed ? [{ name: t('plan.fan.wanted'), how: 'predicted' as const, points: past.map(({ week, wanted }) => ({ x: week, y: wanted })) }] : []),
      {
        name: t('plan.fan.forecast'),
        how: 'predicted',
        points: [...from, ...demand.forecast.map(({ week, value, quantiles }) => ({ x: week, y: value, low: quantiles[0]!, high: quantiles.at(-1)! }))],
      },
      { name: t('plan.fan.naive'), how: 'predicted', points: demand.forecast.map(({ week }, step) => ({ x: week, y: demand.naive[step] ?? null })) },
      ...(other ? [{ name: t('plan.fan.other'), how: 'predicted' as const, points: other.map(({ week, value }) => ({ x: week, y: value })) }] : []),
    ],
  }
}
