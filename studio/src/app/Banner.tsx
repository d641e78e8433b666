/** How the server is doing, when it is not simply there: one quiet line, with a button to ask again now. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { connection, useConnection } from '@/api'
import { Stitch } from '@/kit/Stitch'
import { useWords } from '@/locale'
import classes from './Banner.module.css'

export function Banner() {
  const { t } = useWords()
  const state = useConnection()
  const queryClient = useQueryClient()
  const before = useRef(state)

  // What failed while the server was away is asked for again as soon as it is back.
  useEffect(() => {
    const wasAbsent = before.current === 'away' || before.current === 'restarting'
    before.current = state
    if (state === 'here' && wasAbsent) void queryClient.invalidateQueries()
  }, [state, queryClient])

  const isShown = state === 'slow' || state === 'away' || state === 'restarting'
  return (
    <div className={classes.place} role="status">
      {isShown ? (
        <div className={classes.banner} data-state={state}>
          <Stitch className={classes.stitch} running tone={state === 'away' ? 'bad' : 'warn'} />
          <p>
            <b className={classes.title}>{t(`shell.connection.${state}`)}</b> <span className="quiet">{t(`shell.connection.${state}Hint`)}</span>
          </p>
          {state === 'slow' ? null : (
            <Button size="compact-sm" variant="default" onClick={() => void connection.askNow()}>
              {t('shell.connection.retry')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  )
}
