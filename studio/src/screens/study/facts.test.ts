import { expect, test } from 'vitest'
import type { Study } from '@/api'
import type { Say } from '@/locale'
import { curveFacts } from './facts'
import { rungsOf, scaleOf } from './ladder'

const row = (epoch: number, training: number, test: number | null, validation_loss: number) => ({ epoch, training, validation: 90, test, validation_loss })
const say = ((key: string) => key) as unknown as Say

test('the story of the curve is read off the curve', () => {
  const curve = [row(1, 90, 88, 0.4), row(2, 98.5, 91.5, 0.24), row(3, 99.6, 91.2, 0.55)]
  const facts = curveFacts({ claim: 98.5, curve })!
  expect(facts.passes?.epoch).toBe(2)
  expect(facts.bestTest).toEqual({ epoch: 2, test: 91.5 })
  expect(facts.turn?.epoch).toBe(2)
  expect(facts.last.training).toBe(99.6)
})

test('a curve that never reaches the claim says so, and no curve says nothing', () => {
  expect(curveFacts({ claim: 98.5, curve: [row(1, 90, null, 0.4)] })).toMatchObject({ passes: null, bestTest: null })
  expect(curveFacts({ claim: 98.5, curve: [] })).toBeNull()
})

const where = { date: '', machine: '', how: '', notes: '' }
const study: Study = {
  article: { claim: 98.5, runs: [], means: [{ who: 'Keras, as it stands', value: 91.29, ci95: [89.79, 92.8], ...where }], curve: [] },
  ours: [
    { model: 'fashion-mnist', metric: 'accuracy', value: 0.9509, ci95: [0.9465, 0.955], unit: 'fraction', ...where },
    { model: 'fashion-mnist', metric: 'ece', value: 1.4, ci95: null, unit: '%', ...where },
    { model: 'clothing', metric: 'accuracy', value: 91, ci95: null, unit: '%', ...where },
  ],
  speed: [],
  published: [{ model: 'best', test: 96.91, source: '' }],
}

test('the ladder holds the accuracies of this data set only, highest first, all in per cent', () => {
  const rungs = rungsOf(study, say)
  expect(rungs.map(({ kind, value }) => [kind, value])).toEqual([['claim', 98.5], ['published', 96.91], ['ours', 95.09], ['listing', 91.29]])
})

test('its scale holds every interval', () => {
  const [low, high] = scaleOf(rungsOf(study, say))
  expect(low).toBeLessThanOrEqual(89.79)
  expect(high).toBeGreaterThanOrEqual(98.5)
  expect(high).toBeLessThanOrEqual(100)
})
