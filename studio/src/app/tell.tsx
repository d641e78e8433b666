/** Toasts: something is done (with the way to the result), not done, or can be undone for a moment. */
import { Button } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useSyncExternalStore } from 'react'
import { Link } from 'react-router'
import type { ApiError } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { say } from '@/locale'

interface Way {
  label: string
  href: string
}

const UNDO_MS = 10_000
let undos = 0

// A visit in which nothing is told need not fetch what tells it.
const parts = () => import('@mantine/notifications')
const Notifications = lazy(async () => ({ default: (await parts()).Notifications }))
const listeners = new Set<() => void>()
let hasTold = false

/** Where toasts appear. */
export function Toasts() {
  const isWanted = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => hasTold,
  )
  return <Suspense>{isWanted ? <Notifications position="bottom-right" autoClose={8_000} limit={4} /> : null}</Suspense>
}

function show(tone: string, message: ReactNode, options: { autoClose?: number | false; id?: string } = {}): void {
  hasTold = true
  listeners.forEach((listener) => listener())
  void parts().then(({ notifications }) => 
    notifications.show({ message, withBorder: true, color: tone, radius: 'sm', closeButtonProps: { 'aria-label': say('kit.close') }, ...options }),
  )
}

function Line({ children, way }: { children: ReactNode; way: Way | undefined }) {
  return (
    <span>
      {children}{' '}
      {way ? (
        <Link className="link" to={way.href}>
          {way.label}
        </Link>
      ) : null}
    </span>
  )
}

export const tell = {
  /** Something is done; `way` leads to it. */
  done: (message: string, way?: Way) => show('var(--good)', <Line way={way}>{message}</Line>),
  /** Something did not come about; `way` leads to the reason. */
  notDone: (message: string, way?: Way) => show('var(--bad)', <Line way={way}>{message}</Line>, { autoClose: 15_000 }),
  /** An error of the server, whole. The same one twice is one toast. */
  failed: (error: ApiError) => show('var(--bad)', <ErrorNote error={error} compact />, { autoClose: 15_000, id: `${error.code} ${error.detail}` }),
  /** Something was done that can be taken back for ten seconds. */
  undo: (message: string, label: string, onUndo: () => void) => {
    const id = `undo ${++undos}`
    show(
      'var(--ink)',
      <span>
        {message}{' '}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            void parts().then(({ notifications }) => notifications.hide(id))
            onUndo()
          }}
        >
          {label}
        </Button>
      </span>,
      { autoClose: UNDO_MS, id },
    )
  },
}
