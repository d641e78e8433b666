/** What the study's numbers say, worked out from them: nothing here is known that the API has not told. */
import type { Study, StudyModel } from '@/api'
import type { Say } from '@/locale'

export type Article = Study['article']
type CurveRow = Article['curve'][number]

export interface CurveFacts {
  /** The first epoch in which the training accuracy reaches the claim; null where it never does. */
  passes: CurveRow | null
  last: CurveRow
  /** The best test accuracy of any epoch. */
  bestTest: { epoch: number; test: number } | null
  /** Where the validation loss is lowest. */
  turn: { epoch: number; loss: number } | null
}

export function curveFacts({ claim, curve }: Pick<Article, 'claim' | 'curve'>): CurveFacts | null {
  const last = curve.at(-1)
  if (!last) return null
  const bestTest = curve.reduce<CurveFacts['bestTest']>((best, { epoch, test }) => (test !== null && (!best || test > best.test) ? { epoch, test } : best), null)
  const turn = curve.reduce<CurveFacts['turn']>((low, { epoch, validation_loss: loss }) => (loss !== null && (!low || loss < low.loss) ? { epoch, loss } : low), null)
  return { passes: curve.find((row) => row.training !== null && row.training >= claim) ?? null, last, bestTest, turn }
}

/** The highest mean that anybody's runs of the listing gave. */
export function listingMean({ means }: Pick<Article, 'means'>): Article['means'][number] | null {
  return means[0] ?? null
}

export function isAccuracy({ metric }: StudyModel): boolean {
  return /accuracy/i.test(metric)
}

export function isCalibration({ metric }: StudyModel): boolean {
  return /calibration|\bece\b/i.test(metric)
}

const WHO = { 'Keras, as it stands': 'asItStands', 'Keras, with a seed': 'seeded', ours: 'ours' } as const

/** Who ran it, in the reader's language. */
export function whoWords(who: string, t: Say): string {
  const known = Object.entries(WHO).find(([name]) => name === who)?.[1]
  return known ? t(`study.who.${known}`) : who
}
