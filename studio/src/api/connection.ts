/**
 * How the server is doing, as seen from here: one value that the banner shows and queries wait for.
 *
 * The client reports; nobody else decides.
 */

/** `slow`: an answer is overdue. `restarting`: it answers, but its shop does not yet. `expired`: it knows us no more. */
export type Connection = 'here' | 'slow' | 'away' | 'restarting' | 'expired'

const SLOW_MS = 4_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 15_000

type Probe = () => Promise<Connection>

/** Keeps the state and, while the server is away, asks for it again and again, ever more patiently. */
export class ConnectionWatch {
  private state: Connection = 'here'
  private readonly listeners = new Set<() => void>()
  private readonly overdue = new Set<symbol>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private wait = FIRST_WAIT_MS

  constructor(private readonly probe: Probe = askReadiness) {}

  readonly current = (): Connection => this.state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Call when a request starts; call what it returns when an answer, any answer, came or none will. */
  began(): () => void {
    const mark = Symbol('request')
    const timer = setTimeout(() => {
      this.overdue.add(mark)
      if (this.state === 'here') this.become('slow')
    }, SLOW_MS)
    return () => {
      clearTimeout(timer)
      this.overdue.delete(mark)
      if (this.state === 'slow' && this.overdue.size === 0) this.become('here')
    }
  }

  /** Report what an answer, or its absence, says of the server. */
  report(seen: Connection): void {
    if (this.state === 'expired' && seen !== 'here') return
    this.become(seen === 'here' && this.overdue.size > 0 ? 'slow' : seen)
  }

  /** Ask now, without waiting for the next turn. */
  readonly askNow = async (): Promise<void> => {
    clearTimeout(this.timer)
    this.timer = undefined
    this.wait = FIRST_WAIT_MS
    await this.ask()
  }

  private async ask(): Promise<void> {
    const seen = await this.probe()
    this.become(seen)
    this.schedule()
  }

  private become(next: Connection): void {
    const changed = next !== this.state
    this.state = next
    if (changed) for (const listener of this.listeners) listener()
    this.schedule()
  }

  private schedule(): void {
    const absent = this.state === 'away' || this.state === 'restarting'
    if (!absent) {
      clearTimeout(this.timer)
      this.timer = undefined
      this.wait = FIRST_WAIT_MS
    } else if (this.timer === undefined) {
      this.timer = setTimeout(() => {
        this.timer = undefined
        this.wait = Math.min(this.wait * 1.6, LONGEST_WAIT_MS)
        void this.ask()
      }, this.wait)
    }
  }
}

async function askReadiness(): Promise<Connection> {
  try {
    const answer = await fetch('/readyz', { cache: 'no-store' })
    return answer.ok ? 'here' : 'restarting'
  } catch {
    return 'away'
  }
}

export const connection = new ConnectionWatch()
