/** Pairs of a small label and what it says, in columns. */
import type { ReactNode } from 'react'
import classes from './Lab.module.css'

export type Fact = readonly [label: string, value: ReactNode]

export function Facts({ facts, wide = false }: { facts: readonly Fact[]; wide?: boolean }) {
  const told = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  return (
    <dl className={classes.facts} data-wide={wide}>
      {told.map(([label, value]) => (
        <div key={label}>
          <dt className="label">{label}</dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
