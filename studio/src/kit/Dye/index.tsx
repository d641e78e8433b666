/** A colour to choose, by the browser's own means; what is written beside it is its label, unless it has a name of its own. */
import type { ReactNode } from 'react'
import classes from './Dye.module.css'

export interface DyeProps {
  /** As #rrggbb. */
  value: string
  onChange: (value: string) => void
  name?: string
  disabled?: boolean
  children: ReactNode
}

export function Dye({ value, onChange, name, disabled = false, children }: DyeProps) {
  return (
    <label className={classes.dye}>
      <input type="color" aria-label={name} disabled={disabled} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      <span className="numbers small">{children}</span>
    </label>
  )
}
