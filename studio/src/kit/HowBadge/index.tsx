/** How a number was obtained: measured (a full dot), modelled (a dotted ring), predicted (a ring), estimated and synthetic (stitched rings). */
import { useWords } from '@/locale'
import classes from './HowBadge.module.css'

export type How = 'measured' | 'modelled' | 'predicted' | 'estimated' | 'synthetic'

export interface HowBadgeProps {
  how: How
  /** Only the mark; its meaning stays for those who listen and for those who point. */
  bare?: boolean
}

export function HowBadge({ how, bare = false }: HowBadgeProps) {
  const { t } = useWords()
  const word = t(`kit.how.${how}`)
  return (
    <span className={classes.badge} data-how={how} title={t(`kit.how.${how}Meaning`)}>
      <svg className={classes.mark} viewBox="0 0 10 10" aria-hidden focusable="false">
        <circle cx="5" cy="5" r="3.6" />
        {how === 'modelled' ? <circle className={classes.core} cx="5" cy="5" r="1.2" /> : null}
      </svg>
      <span className={bare ? 'unseen' : undefined}>{word}</span>
    </span>
  )
}
