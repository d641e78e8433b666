/** The frame around every screen: rail, top bar, content, side panel; and what is heard from everywhere. */
import { Suspense, useEffect, useRef, useState } from 'react'
import { Outlet, useLocation } from 'react-router'
import { useConnection } from '@/api'
import { PageSkeleton } from '@/kit/Skeletons'
import { SidePanelPlace } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { Banner } from './Banner'
import { Boundary } from './Boundary'
import { Commands } from './Commands'
import { DropAnywhere } from './DropAnywhere'
import { Expired } from './Expired'
import { JobsWatch } from './JobsWatch'
import { Rail } from './Rail'
import { useScrollMemory } from './scroll'
import { Toasts } from './tell'
import { TopBar } from './TopBar'
import classes from './Shell.module.css'

export function Shell() {
  const { t } = useWords()
  const connection = useConnection()
  const { pathname, search } = useLocation()
  const main = useRef<HTMLElement>(null)
  const [place, setPlace] = useState<HTMLElement | null>(null)
  const screen = pathname.split('/').slice(0, 3).join('/')
  const first = useRef(screen)
  useScrollMemory()

  // A new screen is a new page to someone who listens: focus goes to its beginning, not to nowhere. What lies over
  // the screen keeps it: an address may lead on to another while somebody types into the palette.
  useEffect(() => {
    if (first.current === screen) return
    first.current = ''
    if (document.querySelector('[role=dialog][aria-modal=true]')) return
    main.current?.focus({ preventScroll: true })
  }, [screen])

  if (connection === 'expired') return <Expired />
  return (
    <SidePanelPlace value={place}>
      <a className={classes.skip} href="#content">
        {t('shell.skip')}
      </a>
      <div className={classes.shell}>
        <Rail />
        <TopBar />
        <Banner />
        {/* The address of what stands here, which is the bar's only once a screen has been fetched. */}
        <main ref={main} id="content" className={classes.main} tabIndex={-1} data-address={pathname + search}>
          <Boundary at={pathname}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </Boundary>
        </main>
        <aside ref={setPlace} className={classes.side} aria-label={t('shell.side')} />
      </div>
      <Commands />
      <DropAnywhere />
      <JobsWatch />
      <Toasts />
    </SidePanelPlace>
  )
}
