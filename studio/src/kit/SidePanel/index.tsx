/** Detail beside the list, so that the list stays in sight; on a phone it covers the page. */
import { ActionIcon } from '@mantine/core'
import { createContext, type ReactNode, use, useEffect, useId, useRef } from 'react'
import { createPortal } from 'react-dom'
import { useWords } from '@/locale'
import { CloseIcon } from '@/kit/Icon'
import classes from './SidePanel.module.css'

/** Where the shell has the panel's place; without a shell it is drawn where it stands. */
export const SidePanelPlace = createContext<HTMLElement | null>(null)

export interface SidePanelProps {
  title: string
  eyebrow?: string
  onClose: () => void
  children: ReactNode
  /** Buttons that stay in sight below. */
  foot?: ReactNode
}

export function SidePanel({ title, eyebrow, onClose, children, foot }: SidePanelProps) {
  const { t } = useWords()
  const id = useId()
  const place = use(SidePanelPlace)
  const panel = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)

  // Focus goes in with the panel and back to where it was: a list is left and met again at the same row.
  useEffect(() => {
    before.current = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true })
    }
  }, [])

  const drawn = (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes, as in any dialogue
    <section
      ref={panel}
      className={classes.panel}
      data-placed={place !== null}
      aria-labelledby={id}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation()
          onClose()
        }
      }}
    >
      <header className={classes.head}>
        <div>
          {eyebrow ? <p className="label">{eyebrow}</p> : null}
          <h2 className="heading" id={id} dir="auto">
            {title}
          </h2>
        </div>
        <ActionIcon variant="subtle" size="lg" aria-label={t('kit.close')} onClick={onClose}>
          <CloseIcon size={20} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.body}>{children}</div>
      {foot ? <footer className={classes.foot}>{foot}</footer> : null}
    </section>
  )
  return place ? createPortal(drawn, place) : drawn
}
