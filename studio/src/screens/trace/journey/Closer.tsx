/** A curve closer, by the hour: what was measured, what is normal then, and the limits that somebody set. */
import { useMemo } from 'react'
import { useLimits, useSeries } from '@/api'
import { Loaded } from '@/app'
import { Chart, type LineData } from '@/kit/Chart'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { quantityWords, unitWords } from './names'

export interface CloserProps {
  device: string
  /** The device's, as people call it. */
  name: string
  quantity: string
  unit: string
  /** Milliseconds since 1970. */
  since: number
  until: number
}

const HEIGHT = 220

export function Closer({ device, name, quantity, unit, since, until }: CloserProps) {
  const { t } = useWords()
  const series = useSeries(device, quantity, since, until)
  const limit = useLimits().data?.find((each) => each.device === device && each.quantity === quantity)
  const isKnown = (series.data ?? []).some(({ normal_low }) => normal_low !== null)
  const words = quantityWords(quantity, t)
  const data = useMemo<LineData>(() => {
    const rows = (series.data ?? []).map((row) => ({ ...row, x: new Date(row.at).toISOString() }))
    const normal = rows.flatMap(({ x, normal_low: low, normal_high: high }) => (low === null || high === null ? [] : [{ x, y: (low + high) / 2, low, high }]))
    const ends = [limit?.low, limit?.high].flatMap((end) => (typeof end === 'number' && rows.length > 0 ? [{ name: t('trace.curve.limits'), points: [rows[0]!.x, rows.at(-1)!.x].map((x) => ({ x, y: end })) }] : []))
    return {
      kind: 'line',
      x: { label: t('trace.curve.at'), scale: 'time' },
      y: { label: words, unit: unitWords(unit), digits: 1 },
      series: [
        { name: t('trace.curve.measured'), how: 'measured', points: rows.map(({ x, low, mean, high }) => ({ x, y: mean, low, high })) },
        ...(normal.length > 0 ? [{ name: t('trace.curve.normal'), how: 'predicted' as const, points: normal }] : []),
        ...ends,
      ],
    }
  }, [series.data, limit, words, unit, t])
  return (
    <Loaded query={series} skeleton={<ChartSkeleton height={HEIGHT} />}>
      {() => <Chart title={`${words}, ${name}`} note={t(isKnown ? 'trace.curve.hourly' : 'trace.curve.spread')} data={data} how={device.startsWith('sim-') ? 'synthetic' : 'measured'} height={HEIGHT} as="h4" />}
    </Loaded>
  )
}
