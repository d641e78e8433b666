/** A screen's frame: its large light title, what can be done with it, and its tabs. */
import { type ReactNode, useEffect } from 'react'
import { NavLink } from 'react-router'
import classes from './Page.module.css'

export interface PageProps {
  title: string
  /** A small label above the title: which room. */
  eyebrow?: ReactNode
  /** One sentence below the title. */
  lead?: ReactNode
  actions?: ReactNode
  /** Pages beside this one; each has its address. */
  tabs?: readonly { label: string; href: string }[]
  children: ReactNode
}

export function Page({ title, eyebrow, lead, actions, tabs, children }: PageProps) {
  usePageTitle(title)
  return (
    <>
      <header className={classes.head}>
        <div className={classes.words}>
          {eyebrow ? <p className="label">{eyebrow}</p> : null}
          <h1 className="title" dir="auto">
            {title}
          </h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      {tabs ? (
        <nav className={classes.tabs} aria-label={title}>
          {tabs.map(({ label, href }) => (
            <NavLink key={href} to={href} end={tabs.some((other) => other.href.startsWith(`${href}/`))} className={classes.tab}>
              {label}
            </NavLink>
          ))}
        </nav>
      ) : null}
      {children}
    </>
  )
}

/** The browser's title, as "Garments · Modiste". */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Modiste` : 'Modiste'
  }, [title])
}

/** A part of a page under its own heading. */
export function Section({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <header className={classes.sectionHead}>
        <h2 className="heading">{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  )
}
