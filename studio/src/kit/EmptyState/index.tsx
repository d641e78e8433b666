/** Nothing here yet: what belongs here, how it comes, and the button that does it. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Stitch } from '@/kit/Stitch'
import classes from './EmptyState.module.css'

export interface EmptyAction {
  label: string
  /** A place to go, or something to do. */
  href?: string
  onClick?: () => void
}

export interface EmptyStateProps {
  /** A small label above the title: which room. */
  eyebrow?: string
  title: string
  /** What it will hold and why that is worth having. */
  children?: ReactNode
  /** What to do, in order. */
  steps?: readonly ReactNode[]
  action?: EmptyAction
  secondary?: EmptyAction
  /** `h2` inside a page that has its title already. */
  as?: 'h1' | 'h2' | 'h3'
}

export function EmptyState({ eyebrow, title, children, steps, action, secondary, as: Title = 'h2' }: EmptyStateProps) {
  return (
    <section className={classes.empty}>
      {eyebrow ? <p className="label">{eyebrow}</p> : null}
      <Title className={Title === 'h1' ? 'display' : 'title'}>{title}</Title>
      <Stitch className={classes.stitch} tone="accent" />
      {children ? <div className={classes.words}>{children}</div> : null}
      {steps && steps.length > 0 ? (
        <ol className={classes.steps}>
          {steps.map((step, index) => (
            <li key={index}>{step}</li>
          ))}
        </ol>
      ) : null}
      {action || secondary ? (
        <div className={classes.actions}>
          {action ? <Do action={action} variant="filled" /> : null}
          {secondary ? <Do action={secondary} variant="default" /> : null}
        </div>
      ) : null}
    </section>
  )
}

function Do({ action, variant }: { action: EmptyAction; variant: string }) {
  return action.href ? (
    <Button component={Link} to={action.href} variant={variant}>
      {action.label}
    </Button>
  ) : (
    <Button onClick={action.onClick} variant={variant}>
      {action.label}
    </Button>
  )
}
