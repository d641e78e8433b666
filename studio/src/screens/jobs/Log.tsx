/** What a job has said, line by line; it follows the end until a person scrolls up. */
import { useEffect, useRef } from 'react'
import type { JobEvent } from '@/api'
import { useWords } from '@/locale'
import classes from './Jobs.module.css'

const SHOWN = 300
const NEAR_PX = 40

export function Log({ events, live }: { events: readonly JobEvent[]; live: boolean }) {
  const { t, format } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  useEffect(() => {
    if (box.current && follows.current) box.current.scrollTop = box.current.scrollHeight
  }, [events])
  const shown = events.slice(-SHOWN)
  if (shown.length === 0) return <p className="quiet">{t(live ? 'jobs.silent' : 'jobs.noLog')}</p>
  return (
    // The log is no live region: a line a second would be chatter. The stitch above tells the turns.
    <div
      ref={box}
      className={classes.log}
      role="region"
      aria-label={t('jobs.log')}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < NEAR_PX
      }}
    >
      <ol>
        {shown.map((event) => (
          <li key={event.number} data-kind={event.kind}>
            <time dateTime={event.at}>{format.time(event.at)}</time>
            <span className={classes.count}>{event.total > 0 ? `${format.number(event.done)} / ${format.number(event.total)}` : ''}</span>
            <span className={classes.said} dir="auto">
              {event.kind === 'state' || event.kind === 'cancel_requested' ? stateWords(event, t) : event.message}
              {Object.entries(event.values).map(([name, value]) => (
                <span key={name} className={classes.value}>{`${name} ${format.number(value)}`}</span>
              ))}
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}

const STATES = ['queued', 'running', 'cancelling', 'done', 'failed', 'cancelled'] as const

function stateWords(event: JobEvent, t: ReturnType<typeof useWords>['t']): string {
  const state = STATES.find((each) => each === (event.kind === 'cancel_requested' ? 'cancelling' : event.message))
  return state ? t(`jobs.now.${state}`) : event.message
}
