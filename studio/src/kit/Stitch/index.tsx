/** The only ornament: a running stitch, as a line and as the frame around what is chosen. */
import { stitch } from '@/look/tokens'
import classes from './Stitch.module.css'

export interface StitchProps {
  /** From 0 to 1, how much is sewn; left out, the line is an ornament. */
  sewn?: number | undefined
  /** Thread runs, because work goes on and nobody knows how far. */
  running?: boolean
  tone?: 'ink' | 'accent' | 'good' | 'warn' | 'bad' | 'hairline'
  className?: string | undefined
}

/** A line of stitches. Purely seen: whoever uses it as progress says the progress in words. */
export function Stitch({ sewn, running = false, tone = 'ink', className }: StitchProps) {
  const length = stitch.dash + stitch.gap
  return (
    <svg className={`${classes.line} ${className ?? ''}`} data-tone={tone} aria-hidden focusable="false">
      {sewn === undefined ? (
        <line
          className={running ? classes.running : undefined}
          x1="0"
          x2="100%"
          y1="50%"
          y2="50%"
          strokeDasharray={`${stitch.dash} ${stitch.gap}`}
        />
      ) : (
        <>
          <line className={classes.toSew} x1="0" x2="100%" y1="50%" y2="50%" strokeDasharray={`1 ${length - 1}`} />
          <svg className={classes.sewn} width={`${Math.min(1, Math.max(0, sewn)) * 100}%`}>
            <line x1="0" x2="4000" y1="50%" y2="50%" strokeDasharray={`${stitch.dash} ${stitch.gap}`} />
          </svg>
        </>
      )}
    </svg>
  )
}

/** The stitched outline of a selected or receptive thing; its parent must be positioned. */
export function StitchFrame({ tone = 'accent', inset = false }: { tone?: StitchProps['tone']; inset?: boolean }) {
  return (
    <svg className={classes.frame} data-tone={tone} data-inset={inset} aria-hidden focusable="false">
      <rect width="100%" height="100%" rx="3" strokeDasharray={`${stitch.dash} ${stitch.gap}`} />
    </svg>
  )
}
