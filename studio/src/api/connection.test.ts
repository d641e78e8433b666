import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Connection, ConnectionWatch } from './connection'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('an answer that is overdue makes the server slow, and its coming makes it well', () => {
  const watch = new ConnectionWatch(async () => 'here')
  const over = watch.began()
  vi.advanceTimersByTime(3_900)
  expect(watch.current()).toBe('here')
  vi.advanceTimersByTime(200)
  expect(watch.current()).toBe('slow')
  over()
  expect(watch.current()).toBe('here')
})

test('while it is away it is asked for, ever more patiently, until it is back', async () => {
  const answers: Connection[] = ['away', 'restarting', 'here']
  const probe = vi.fn(async () => answers.shift() ?? 'here')
  const watch = new ConnectionWatch(probe)
  const seen: Connection[] = []
  watch.subscribe(() => seen.push(watch.current()))
  watch.report('away')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(probe).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(probe).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(seen).toEqual(['away', 'restarting', 'here'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(probe).toHaveBeenCalledTimes(3)
})

test('it can be asked now', async () => {
  const probe = vi.fn(async (): Promise<Connection> => 'here')
  const watch = new ConnectionWatch(probe)
  watch.report('away')
  await watch.askNow()
  expect(watch.current()).toBe('here')
  expect(probe).toHaveBeenCalledTimes(1)
})

test('an expired session stays expired until an answer proves otherwise', () => {
  const watch = new ConnectionWatch(async () => 'here')
  watch.report('expired')
  watch.report('away')
  expect(watch.current()).toBe('expired')
  watch.report('here')
  expect(watch.current()).toBe('here')
})
