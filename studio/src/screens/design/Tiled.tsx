/** A print as cloth off the roll: its repeat tiled at a scale that is said, one repeat outlined, a rule to measure by. */
import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '@/locale'
import classes from './Design.module.css'

/** What browsers call a millimetre. */
const PX_PER_MM = 96 / 25.4
const SCALES = [1, 0.5, 0.25] as const
const RULES_MM = [10, 20, 50, 100, 200] as const
const RULE_PX = 200

export interface TiledProps {
  /** One repeat. */
  src: string
  widthMm: number
  heightMm: number
  label: string
}

export function Tiled({ src, widthMm, heightMm, label }: TiledProps) {
  const { t, format } = useWords()
  const [scale, setScale] = useState<number>(SCALES[1])
  const [width, height] = [widthMm, heightMm].map((side) => side * PX_PER_MM * scale) as [number, number]
  const rule = [...RULES_MM].reverse().find((each) => each * PX_PER_MM * scale <= RULE_PX) ?? RULES_MM[0]
  return (
    <figure className={classes.tiled}>
      <div className={classes.cloth} role="img" aria-label={label} style={{ backgroundImage: `url("${src}")`, backgroundSize: `${width}px ${height}px` }}>
        <span className={classes.repeat} style={{ width, height }} aria-hidden />
      </div>
      <figcaption className={classes.rule}>
        <span className="numbers small">
          <span className={classes.ruleLine} style={{ width: rule * PX_PER_MM * scale }} aria-hidden />
          {format.number(rule)} {t('fit.units.mm')}
        </span>
        <SegmentedControl
          size="xs"
          aria-label={t('desk.print.scale')}
          value={String(scale)}
          onChange={(next) => setScale(Number(next))}
          data={SCALES.map((each) => ({ value: String(each), label: each === 1 ? '1:1' : `1:${1 / each}` }))}
        />
      </figcaption>
    </figure>
  )
}
