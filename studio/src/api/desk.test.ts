import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Desk } from './desk'
import type { Follower } from './follow'
import type { Job } from './schema'

const job = (id: string) => ({ id, state: 'done' }) as Job

function setUp() {
  const streams = new Map<string, { follower: Follower; signal: AbortSignal }>()
  const desk = new Desk(async (id, follower, signal) => {
    streams.set(id, { follower, signal })
  })
  return { desk, streams }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('two that look at a job share one stream', () => {
  const { desk, streams } = setUp()
  const [one, other] = [vi.fn(), vi.fn()]
  desk.follow('a', one)
  desk.follow('a', other)
  expect([...streams.keys()]).toEqual(['a'])
  streams.get('a')!.follower.onEnd(job('a'))
  expect(one).toHaveBeenCalledWith(job('a'))
  expect(other).toHaveBeenCalledWith(job('a'))
})

test('no more than three streams are open; the next waits for its turn', () => {
  const { desk, streams } = setUp()
  for (const id of ['a', 'b', 'c', 'd']) desk.follow(id, () => {})
  expect([...streams.keys()]).toEqual(['a', 'b', 'c'])
  expect(desk.look('d')?.line).toBe('waiting')
  streams.get('b')!.follower.onEnd(job('b'))
  expect([...streams.keys()]).toEqual(['a', 'b', 'c', 'd'])
})

test('a stream that nobody listens to is closed, but not in the moment between two screens', () => {
  const { desk, streams } = setUp()
  const leave = desk.follow('a', () => {})
  leave()
  const stay = desk.follow('a', () => {})
  vi.advanceTimersByTime(2_000)
  expect(streams.get('a')!.signal.aborted).toBe(false)
  stay()
  vi.advanceTimersByTime(2_000)
  expect(streams.get('a')!.signal.aborted).toBe(true)
  expect(desk.look('a')).toBeUndefined()
})

test('what is heard is told: progress, states, and silence', () => {
  const { desk, streams } = setUp()
  const changed = vi.fn()
  desk.subscribe(changed)
  desk.follow('a', () => {})
  const { follower } = streams.get('a')!
  const event = { number: 1, job_id: 'a', at: '2026-11-25T12:00:00Z', kind: 'progress', done: 3, total: 9, message: 'x', values: {} }
  follower.onEvent(event)
  expect(desk.look('a')).toMatchObject({ line: 'open', heard: { progress: { done: 3, total: 9 } } })
  follower.onEvent({ ...event, kind: 'cancel_requested' })
  expect(desk.look('a')?.state).toBe('cancelling')
  follower.onWait?.(500, null)
  expect(desk.look('a')?.line).toBe('waiting')
  expect(changed).toHaveBeenCalledTimes(3)
})
