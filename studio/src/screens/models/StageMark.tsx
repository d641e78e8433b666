/** Where a version stands: in production, a candidate, put aside, or shipped with the software. */
import type { Model } from '@/api'
import { useWords } from '@/locale'
import classes from './Models.module.css'

export function StageMark({ stage }: { stage: Model['stage'] }) {
  const { t } = useWords()
  return (
    <span className={classes.stage} data-stage={stage}>
      {t(`models.stage.${stage}`)}
    </span>
  )
}
