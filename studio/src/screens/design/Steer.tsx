/** Sliders for the named directions of a category, each with what else it moves. */
import { Button, Slider } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import type { DirectionList } from '@/api'
import { Loaded } from '@/app'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import type { DirectionName } from './conceptPath'
import classes from './Design.module.css'

export interface SteerProps {
  directions: UseQueryResult<DirectionList>
  steer: Partial<Record<DirectionName, number>>
  farthest: number
  onSteer: (steer: Partial<Record<DirectionName, number>>) => void
}

export function Steer({ directions, steer, farthest, onSteer }: SteerProps) {
  const { t, format } = useWords()
  return (
    <Loaded query={directions} skeleton={<FiguresSkeleton count={2} />}>
      {({ items }) => (
        <div className={classes.stack} role="group" aria-label={t('desk.steer.title')}>
          <p className="label">{t('desk.steer.title')}</p>
          {items.map(({ name, leakage, kept }) => {
            const way = name as DirectionName
            const far = steer[way] ?? 0
            const said = t('desk.steer.far', { far: format.number(far, 1) })
            return (
              <div key={name}>
                <p className={classes.ranged}>
                  <span>{t(`desk.steer.${way}`)}</span> <span className="numbers">{said}</span>
                </p>
                <Slider className={classes.slider!} min={-farthest} max={farthest} step={0.25} size={2} thumbSize={14} color="var(--ink)" label={null} value={far} thumbLabel={t(`desk.steer.${way}`)} thumbValueText={said} onChange={(next) => onSteer({ ...steer, [way]: next })} />
                <p className="small quiet">
                  {t('desk.steer.leaks', { leakage: format.percent(leakage, 0) })}
                  {kept === null ? '' : ` · ${t('desk.steer.kept', { kept: format.percent(kept, 0) })}`}
                </p>
              </div>
            )
          })}
          {Object.values(steer).some(Boolean) ? (
            <Button size="compact-sm" variant="default" onClick={() => onSteer({})}>
              {t('desk.steer.reset')}
            </Button>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}
