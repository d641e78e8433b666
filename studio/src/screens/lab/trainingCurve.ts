/** A training's curves, from a finished run's history or from what a running job has told so far. */
import type { CurvePoint, Epoch, Progress } from '@/api'

export type Point = readonly [number, number]

export interface TrainingCurves {
  loss: readonly Point[]
  validationLoss: readonly Point[]
  validationAccuracy: readonly Point[]
  /** The epoch with the best accuracy on held-out examples. */
  best: { epoch: number; accuracy: number } | null
}

export function curvesOfHistory(history: readonly Epoch[]): TrainingCurves {
  return curvesOf(history.map((row) => ({ at: row.epoch, loss: row.loss, validation_loss: row.validation_loss, validation_accuracy: row.validation_accuracy })))
}

/** Over epochs where the job tells them, else over its steps. */
export function curvesOfProgress(progress: Pick<Progress, 'curve'>): TrainingCurves {
  const told = tellsEpochs(progress) ? progress.curve.filter(({ values }) => values.epoch !== undefined) : progress.curve
  return curvesOf(told.map((point, index) => ({ at: placeOf(point, index), ...point.values })))
}

export function tellsEpochs({ curve }: Pick<Progress, 'curve'>): boolean {
  return curve.some(({ values }) => values.epoch !== undefined)
}

function placeOf(point: CurvePoint, index: number): number {
  return point.values.epoch ?? (point.done > 0 ? point.done : index + 1)
}

interface Row {
  at: number
  loss?: number | null | undefined
  validation_loss?: number | null | undefined
  validation_accuracy?: number | null | undefined
}

function curvesOf(rows: readonly Row[]): TrainingCurves {
  const line = (name: 'loss' | 'validation_loss' | 'validation_accuracy'): Point[] => {
    // A later word on the same epoch replaces the earlier one.
    const points = new Map<number, number>()
    for (const row of rows) {
      const value = row[name]
      if (typeof value === 'number' && Number.isFinite(value)) points.set(row.at, value)
    }
    return [...points].sort((a, b) => a[0] - b[0])
  }
  const validationAccuracy = line('validation_accuracy')
  const best = validationAccuracy.reduce<TrainingCurves['best']>(
    (top, [epoch, accuracy]) => (top === null || accuracy > top.accuracy ? { epoch, accuracy } : top),
    null,
  )
  return { loss: line('loss'), validationLoss: line('validation_loss'), validationAccuracy, best }
}
