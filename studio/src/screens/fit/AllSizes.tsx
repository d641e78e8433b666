/** Every size that was draped: score, ease by zone, verdict. The numbers go along as CSV, the chart as PNG. */
import type { Advice, Size } from '@/api'
import { Chart } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { useWords } from '@/locale'
import { offBy } from './reason'
import { Verdict } from './Verdict'
import { capital, inOrder, named, signed } from './words'
import classes from './Result.module.css'

export function AllSizes({ advice, garment }: { advice: Advice; garment: string }) {
  const { t, format } = useWords()
  const zones = inOrder(Object.assign({}, ...advice.sizes.map((size) => size.zones)) as Size['zones']).map(([zone]) => zone)
  const source = t('fit.all.source', { garment, count: advice.sizes.length })
  const columns: Column<Size>[] = [
    { key: 'size', label: t('fit.sizes.size'), width: 'minmax(64px, 0.8fr)', cell: ({ size }) => size, value: ({ size }) => size },
    { key: 'score', label: t('fit.all.score'), numeric: true, width: 'minmax(64px, 0.8fr)', cell: ({ score }) => format.number(score, 3), value: ({ score }) => score },
    { key: 'verdict', width: 'minmax(96px, 1.2fr)', label: t('fit.all.verdict'), cell: (size) => <Verdict meaning={worstOf(size)} />, value: (size) => t(`fit.verdict.${worstOf(size)}`) },
    ...zones.map(
      (zone): Column<Size> => ({
        key: zone,
        label: t('fit.all.ease', { zone: capital(named('zone', zone, t)) }),
        numeric: true,
        width: 'minmax(92px, 1.2fr)',
        cell: ({ zones: of }) => (of[zone] ? `${format.number(of[zone].ease_mm / 10, 1)} (${signed(offBy(of[zone]), (value) => format.number(value))})` : '–'),
        value: ({ zones: of }) => (of[zone] ? of[zone].ease_mm / 10 : null),
      }),
    ),
    { key: 'stays', label: t('fit.all.stays'), width: 'minmax(84px, 1fr)', hidden: true, cell: ({ stays }) => t(stays ? 'fit.all.yes' : 'fit.all.no'), value: ({ stays }) => stays },
    { key: 'residual', label: t('fit.all.residual'), numeric: true, hidden: true, cell: (size) => format.percent(size.solver_residual, 2), value: (size) => size.solver_residual },
  ]
  return (
    <section className={classes.all} aria-label={t('fit.all.title')}>
      <Chart
        title={t('fit.all.scores')}
        note={t('fit.all.scoreNote')}
        how="modelled"
        source={source}
        height={60 + advice.sizes.length * 24}
        data={{ kind: 'bar', categories: advice.sizes.map(({ size }) => size), axis: { label: t('fit.all.score'), range: [0, 1], digits: 2 }, series: [{ name: t('fit.all.score'), values: advice.sizes.map(({ score }) => score) }] }}
      />
      <DataTable label={t('fit.all.title')} columns={columns} rows={advice.sizes} rowKey={({ size }) => size} remember="fit-sizes" />
    </section>
  )
}

/** The verdict of the zone that is farthest off. */
function worstOf({ zones }: Size): keyof typeof RANK {
  const found = Object.values(zones).sort((one, other) => RANK[other.verdict] - RANK[one.verdict] || Math.abs(offBy(other)) - Math.abs(offBy(one)))
  return found[0]?.verdict ?? 'right'
}

const RANK = { right: 0, snug: 1, roomy: 1, pulls: 2, swims: 2 } as const
