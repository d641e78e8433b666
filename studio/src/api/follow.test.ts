import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem, serve, stream } from '../../test/server'
import { followJob } from './follow'
import type { Job, JobEvent } from './schema'

const event = (number: number, done: number) =>
  `event: progress\nid: ${number}\ndata: ${JSON.stringify({ number, job_id: 'j', at: '2026-11-25T12:00:00Z', kind: 'progress', done, total: 10, message: '', values: {} })}\n\n`
const end = `event: end\ndata: ${JSON.stringify({ id: 'j', state: 'done' })}\n\n`

function listener() {
  const heard: number[] = []
  const waits: number[] = []
  let ended: Job | undefined
  let refused = ''
  return {
    heard,
    waits,
    ended: () => ended,
    refused: () => refused,
    follower: {
      onEvent: (told: JobEvent) => heard.push(told.number),
      onEnd: (job: Job) => {
        ended = job
      },
      onWait: (milliseconds: number) => waits.push(milliseconds),
      onRefused: (error: { code: string }) => {
        refused = error.code
      },
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('a job is followed to its end', async () => {
  serve({ 'GET /api/v1/jobs/j/events': stream(event(1, 1) + event(2, 5) + end) })
  const { heard, ended, follower } = listener()
  await followJob('j', follower, new AbortController().signal)
  expect(heard).toEqual([1, 2])
  expect(ended()).toEqual({ id: 'j', state: 'done' })
})

test('a broken stream goes on where it stopped, and nothing is heard twice', async () => {
  const { asked } = serve({
    'GET /api/v1/jobs/j/events': [
      () => stream(event(1, 1) + event(2, 5)),
      () => {
        throw new TypeError('network')
      },
      () => stream(event(2, 5) + event(3, 9) + end),
    ],
  })
  const { heard, waits, ended, follower } = listener()
  const following = followJob('j', follower, new AbortController().signal, () => 0.5)
  await vi.runAllTimersAsync()
  await following
  expect(heard).toEqual([1, 2, 3])
  expect(ended()?.state).toBe('done')
  expect(asked.filter((one) => one.path !== '/readyz').map((one) => one.headers.get('last-event-id'))).toEqual([null, '2', '2'])
  expect(waits).toEqual([500, 1_000])
})

test('a job that is unknown is not asked for again', async () => {
  const { asked } = serve({ 'GET /api/v1/jobs/j/events': problem('MOD-1103', 404) })
  const { refused, follower } = listener()
  await followJob('j', follower, new AbortController().signal)
  expect(refused()).toBe('MOD-1103')
  expect(asked).toHaveLength(1)
})

test('too many listeners (503) is a reason to wait', async () => {
  serve({ 'GET /api/v1/jobs/j/events': [() => problem('MOD-2224', 503), () => stream(end)] })
  const { waits, ended, follower } = listener()
  const following = followJob('j', follower, new AbortController().signal)
  await vi.runAllTimersAsync()
  await following
  expect(waits).toHaveLength(1)
  expect(ended()).toBeDefined()
})

test('who stops listening hears no more', async () => {
  const stop = new AbortController()
  serve({ 'GET /api/v1/jobs/j/events': () => stream(event(1, 1)) })
  const { heard, follower } = listener()
  const following = followJob('j', { ...follower, onWait: () => stop.abort() }, stop.signal)
  await vi.runAllTimersAsync()
  await following
  expect(heard).toEqual([1])
})
