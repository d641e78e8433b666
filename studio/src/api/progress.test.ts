import { expect, test } from 'vitest'
import { begin, hear, type Heard } from './progress'

const START = Date.parse('2026-11-25T12:00:00Z')

function told(heard: Heard, seconds: number, done: number, total = 100, values: Record<string, number> = {}, kind = 'progress') {
  const at = new Date(START + seconds * 1000).toISOString()
  return hear(heard, { number: 1, job_id: 'j', at, kind, done, total, message: `at ${done}`, values })
}

const fresh = begin({ done: 0, total: 100, message: '' })

test('one report says how far, not how fast', () => {
  const { progress } = told(fresh, 0, 10)
  expect(progress).toMatchObject({ done: 10, total: 100, rate: null, secondsLeft: null, message: 'at 10' })
})

test('two say how fast, and how long still', () => {
  const { progress } = told(told(fresh, 0, 10), 5, 20)
  expect(progress.rate).toBe(2)
  expect(progress.secondsLeft).toBe(40)
})

test('the rate is that of the last stretch, not of the whole day', () => {
  let heard = told(fresh, 0, 0, 10_000)
  heard = told(heard, 100, 1_000, 10_000)
  for (let second = 101; second <= 130; second += 1) heard = told(heard, second, 1_000 + (second - 100) * 100, 10_000)
  expect(heard.progress.rate).toBeCloseTo(100, 5)
})

test('a slow job has a rate though its reports are farther apart than the stretch', () => {
  const { progress } = told(told(fresh, 0, 1), 60, 2)
  expect(progress.rate).toBeCloseTo(1 / 60, 6)
})

test('a new step counts anew', () => {
  const heard = told(told(told(fresh, 0, 10), 5, 90), 6, 5, 50)
  expect(heard.progress).toMatchObject({ done: 5, total: 50, rate: null })
})

test('values make a curve, and the last of each are kept', () => {
  const heard = told(told(told(fresh, 0, 1, 100, { loss: 2 }), 1, 2), 2, 3, 100, { loss: 1, accuracy: 0.5 })
  expect(heard.progress.curve).toEqual([
    { done: 1, values: { loss: 2 } },
    { done: 3, values: { loss: 1, accuracy: 0.5 } },
  ])
  expect(heard.progress.values).toEqual({ loss: 1, accuracy: 0.5 })
})

test('a long curve is thinned, and keeps its end', () => {
  let heard = fresh
  for (let step = 1; step <= 5_000; step += 1) heard = told(heard, step, step, 5_000, { loss: 1 / step })
  expect(heard.progress.curve.length).toBeLessThanOrEqual(2_000)
  expect(heard.progress.curve.at(-1)?.done).toBe(5_000)
})

test('what is no progress changes nothing', () => {
  expect(told(fresh, 0, 50, 100, {}, 'state')).toBe(fresh)
})
