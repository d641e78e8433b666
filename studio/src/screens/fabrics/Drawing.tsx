/** A cloth's face to scale, with the scale said. */
import { type FabricGiven, type FabricSheet, useFabricDrawing } from '@/api'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Fabrics.module.css'

export function Drawing({ given, name, sheet }: { given: FabricGiven; name: string; sheet: FabricSheet | undefined }) {
  const { t } = useWords()
  const drawing = useFabricDrawing(given)
  const { sett, stitch } = (sheet?.construction ?? {}) as { sett?: string; stitch?: string }
  return (
    <figure className={classes.drawing}>
      {drawing.data ? <img src={drawing.data} alt={t('fabric.drawing.alt', { name, made: sett ?? stitch ?? '' })} /> : <ChartSkeleton height={420} />}
      <figcaption className="quiet small">{t(given.knit ? 'fabric.drawing.knit' : 'fabric.drawing.woven')}</figcaption>
    </figure>
  )
}
