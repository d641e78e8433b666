/** A chapter of the story: its number and title in the margin, its words, and what is shown. */
import { type ReactNode, useId } from 'react'
import classes from './Study.module.css'

export interface ChapterProps {
  label: string
  title: string
  words: ReactNode
  children?: ReactNode
}

export function Chapter({ label, title, words, children }: ChapterProps) {
  const id = useId()
  return (
    <section className={classes.chapter} aria-labelledby={id}>
      <header className={classes.margin}>
        <p className="label">{label}</p>
        <h2 className={classes.heading} id={id}>
          {title}
        </h2>
      </header>
      <div className={classes.text}>
        <div className={classes.words}>{words}</div>
        {children}
      </div>
    </section>
  )
}
