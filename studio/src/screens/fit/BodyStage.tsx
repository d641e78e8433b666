/** The body that has the measures, with the tape where each girth is read. */
import { SegmentedControl } from '@mantine/core'
import { useMemo } from 'react'
import type { Body } from '@/api'
import { Stage3D } from '@/kit/Stage3D'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { bodySource, meshOf } from './geometry'
import type { Pose, UsedWearer } from './wearer'
import { unitName } from './words'
import classes from './Fit.module.css'

export interface BodyStageProps {
  body: Body | undefined
  wearer: UsedWearer
  /** The measure whose tape stands out. */
  chosen: string | null
  isOnItsWay: boolean
  height: number
}

export function BodyStage({ body, wearer, chosen, isOnItsWay, height }: BodyStageProps) {
  const { t, format } = useWords()
  const { quiet, accent } = usePalette()
  const mesh = useMemo(() => (body ? meshOf(body.surface) : null), [body])
  const source = useMemo(() => (body && mesh ? bodySource(body, mesh, { plain: quiet, chosen: accent }, chosen) : null), [body, mesh, quiet, accent, chosen])
  const tall = body?.measures.height?.achieved
  const heavy = body?.measures.weight?.achieved
  return (
    <div className={classes.bodyStage} aria-busy={isOnItsWay}>
      <Stage3D
        label={t('fit.body.label')}
        source={source}
        how="modelled"
        height={height}
        caption={tall && heavy ? t('fit.body.caption', { height: `${format.number(tall, 1)} ${unitName('cm', t)}`, weight: `${format.number(heavy, 1)} ${unitName('kg', t)}` }) : undefined}
      />
      <SegmentedControl
        className={classes.pose!}
        size="xs"
        orientation="vertical"
        aria-label={t('fit.body.pose')}
        value={wearer.pose}
        onChange={(value) => wearer.stand(value as Pose)}
        data={(['a', 'down', 'walk'] as const).map((pose) => ({ value: pose, label: t(`fit.body.${pose}`) }))}
      />
      <span className={classes.working} data-on={isOnItsWay} aria-hidden>
        {t('fit.body.working')}
      </span>
    </div>
  )
}
