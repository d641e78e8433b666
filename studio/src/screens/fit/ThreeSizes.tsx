/** Three sizes side by side, turned together and coloured alike. */
import { SegmentedControl, Select } from '@mantine/core'
import { useState } from 'react'
import { type Advice, type Side, useDrape } from '@/api'
import { hasWebGL, newStageView } from '@/kit/Stage3D'
import { useWords } from '@/locale'
import { type Coloured, LOOKS } from '@/screens/garment/round/shades'
import { HeatLegend } from './HeatLegend'
import { sizesAbout } from './reason'
import { SizeView } from './SizeView'
import classes from './Result.module.css'

const SIDES = ['front', 'three-quarter', 'left', 'back', 'right'] as const satisfies readonly Side[]

export function ThreeSizes({ fitting, advice }: { fitting: string; advice: Advice }) {
  const { t } = useWords()
  const [shown, setShown] = useState(() => sizesAbout(advice))
  const [coloured, setColoured] = useState<Coloured>('cloth')
  const [side, setSide] = useState<Side>('front')
  const [view] = useState(newStageView)
  const limit = useDrape(fitting, shown[0] ?? null, false).drape?.limit ?? 0
  // The server's pictures know no panels.
  const looks = hasWebGL() ? LOOKS : LOOKS.filter((each) => each !== 'panels')
  const names = advice.sizes.map(({ size }) => size)
  /** A size that stands elsewhere already changes places. */
  const choose = (place: number, next: string) =>
    setShown((before) => before.map((each, at) => (at === place ? next : each === next ? before[place]! : each)))
  return (
    <section aria-label={t('fit.sizes.title')}>
      <div className={classes.tools}>
        <h3 className="heading">{t('fit.sizes.title')}</h3>
        <div className={classes.look}>
          {!hasWebGL() ? (
            <Select
              size="xs"
              aria-label={t('fit.sizes.side')}
              allowDeselect={false}
              value={side}
              data={SIDES.map((each) => ({ value: each, label: t(`fit.sizes.${each === 'three-quarter' ? 'three_quarter' : each}`) }))}
              onChange={(next) => setSide(next as Side)}
            />
          ) : null}
          <SegmentedControl
            size="xs"
            aria-label={t('fit.sizes.heat')}
            value={coloured}
            onChange={(next) => setColoured(next as Coloured)}
            data={looks.map((each) => ({ value: each, label: t(`fit.sizes.${each === 'cloth' ? 'none' : each}`) }))}
          />
        </div>
      </div>
      <HeatLegend heat={coloured === 'stretch' || coloured === 'clearance' ? coloured : 'none'} limit={limit} />
      <div className={classes.three}>
        {shown.map((name, place) => {
          const size = advice.sizes.find((each) => each.size === name)
          return size ? (
            <SizeView
              key={place}
              fitting={fitting}
              size={size}
              place={place + 1}
              sizes={names}
              onChoose={(next) => choose(place, next)}
              isRecommended={name === advice.recommended}
              coloured={coloured}
              side={side}
              view={view}
            />
          ) : null
        })}
      </div>
    </section>
  )
}
