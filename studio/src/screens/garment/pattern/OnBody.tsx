/** The pattern sewn and draped on the body it is drafted for; what is looked at on the sheet is lit on the cloth. */
import { useEffect, useMemo, useRef } from 'react'
import { asApiError, drapePicture, type FittingWanted, useDrape, useFitting } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import { Picture } from '@/kit/Picture'
import { hasWebGL, Stage3D } from '@/kit/Stage3D'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { litVertices, wornOf, wornSource } from '@/screens/fit/geometry'
import { type Lit, litPanels } from './lit'
import classes from './Pattern.module.css'

export interface OnBodyProps {
  /** Keep the same object while nothing changes: a new one is tried on anew. */
  wanted: FittingWanted
  size: string
  lit: Lit
  height: number
}

export function OnBody({ wanted, size, lit, height }: OnBodyProps) {
  const { t, format } = useWords()
  const { data: ramps } = usePalette()
  const { fitting, error, begin, isAtWork } = useFitting()
  const begun = useRef<FittingWanted>(null)
  useEffect(() => {
    if (begun.current === wanted) return
    begun.current = wanted
    begin(wanted)
  }, [wanted, begin])
  const done = fitting?.state === 'done' ? fitting : null
  const { drape, isFine, error: undraped } = useDrape(done?.id ?? null, done ? (done.advice?.sizes[0]?.size ?? size) : null, hasWebGL())
  const worn = useMemo(() => (drape ? wornOf(drape) : null), [drape])
  const names = litPanels(lit).join(' ')
  const source = useMemo(() => (worn ? wornSource(worn, 'none', ramps, names ? litVertices(worn, names.split(' ')) : undefined) : null), [worn, ramps, names])
  const wrong = error ?? undraped ?? (fitting?.error ? { ...fitting.error, remedy: fitting.error.remedy ?? '' } : null)
  return (
    <div className={classes.onBody} aria-busy={isAtWork}>
      {wrong ? <ErrorNote error={'code' in wrong ? (wrong as never) : asApiError(wrong)} onRetry={() => begin(wanted)} /> : null}
      <Stage3D
        label={t('fit.pattern.draped', { size })}
        source={source}
        height={height}
        how="modelled"
        caption={
          drape
            ? `${t('fit.pattern.ownBody')} ${t('fit.sizes.points', { count: format.number(drape.cloth.vertices) })}${isFine || !hasWebGL() ? '' : ` · ${t('fit.sizes.finer')}`}`
            : t('fit.pattern.ownBody')
        }
        fallback={done ? <Picture src={drapePicture(done.id, size, 'three-quarter', 'none')} alt={t('fit.pattern.draped', { size })} eager className={classes.picture} /> : undefined}
      />
      {isAtWork && !wrong ? (
        <div className={classes.atWork}>
          <JobStitch compact title={t('fit.work.draping', { size })} state={fitting?.state === 'working' ? 'running' : 'queued'} share={fitting?.progress} />
        </div>
      ) : null}
    </div>
  )
}
