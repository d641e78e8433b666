/** A container opened from its side: as many cartons as are in it, and what its tracker reads. Schematic: places are not told. */
import { useWords } from '@/locale'
import { measured, quantityWords } from '../journey/names'
import type { Curve } from '../journey/way'
import classes from './Supply.module.css'

const WIDE = 360
const HIGH = 132
const WALL = 6
const ROWS = 4
const COLUMNS = 12

export function Drawing({ cartons, curves }: { cartons: number; curves: readonly Curve[] }) {
  const { t, format } = useWords()
  const shown = Math.min(cartons, ROWS * COLUMNS)
  const [wide, high] = [(WIDE - 4 * WALL) / COLUMNS, (HIGH - 5 * WALL) / ROWS]
  const said = curves.map(({ quantity, unit, points }) => `${quantityWords(quantity, t)} ${measured(points.at(-1)!.mean, unit, format)}`)
  return (
    <figure className={classes.drawing}>
      <svg viewBox={`0 0 ${WIDE} ${HIGH + 10}`} role="img" aria-label={t('trace.twin.drawing', { count: cartons, number: format.number(cartons), said: format.list(said) })} focusable="false">
        <rect className={classes.wall} x="1" y="1" width={WIDE - 2} height={HIGH - 2} />
        {Array.from({ length: 23 }, (_, at) => (
          <path key={at} className={classes.rib} d={`M${15 * (at + 1)} 3V${HIGH - 3}`} />
        ))}
        {Array.from({ length: shown }, (_, at) => (
          <rect key={at} className={classes.carton} x={2 * WALL + Math.floor(at / ROWS) * wide} y={HIGH - 2 * WALL - ((at % ROWS) + 1) * high} width={wide - 2} height={high - 2} />
        ))}
        <path className={classes.foot} d={`M8 ${HIGH + 6}h18M${WIDE - 26} ${HIGH + 6}h18`} />
      </svg>
      <figcaption className="quiet small">{t('trace.twin.schematic')}</figcaption>
    </figure>
  )
}
