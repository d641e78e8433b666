/** Something wider than a phone: it scrolls by itself, by keys too, and the page stays where it is. */
import type { ReactNode } from 'react'
import classes from './Lab.module.css'

export function Scroller({ label, children }: { label: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
    <div className={classes.scroller} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  )
}
