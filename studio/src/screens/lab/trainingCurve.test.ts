import { expect, test } from 'vitest'
import { curvesOfHistory, curvesOfProgress } from './trainingCurve'

test('a history gives its lines and its best epoch', () => {
  const curves = curvesOfHistory([
    { epoch: 1, loss: 1, validation_accuracy: 0.8, validation_loss: 0.9 },
    { epoch: 2, loss: 0.5, validation_accuracy: 0.9, validation_loss: 0.7 },
    { epoch: 3, loss: 0.2, validation_accuracy: 0.88, validation_loss: null },
  ])
  expect(curves.loss).toEqual([[1, 1], [2, 0.5], [3, 0.2]])
  expect(curves.validationLoss).toEqual([[1, 0.9], [2, 0.7]])
  expect(curves.best).toEqual({ epoch: 2, accuracy: 0.9 })
})

test('of a running job, a later word on an epoch replaces the earlier, and steps without an epoch are left out', () => {
  const curves = curvesOfProgress({
    curve: [
      { done: 10, values: { loss: 3 } },
      { done: 20, values: { epoch: 1, loss: 2 } },
      { done: 20, values: { epoch: 1, loss: 2, validation_accuracy: 0.5 } },
    ],
  })
  expect(curves.loss).toEqual([[1, 2]])
  expect(curves.validationAccuracy).toEqual([[1, 0.5]])
})

test('a job that tells no epochs is drawn over its steps; what is no number is no point', () => {
  const curves = curvesOfProgress({ curve: [{ done: 10, values: { loss: 3 } }, { done: 20, values: { loss: Number.NaN } }] })
  expect(curves.loss).toEqual([[10, 3]])
  expect(curves.best).toBeNull()
})
