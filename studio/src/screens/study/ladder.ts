/** Test accuracies of one data set on one scale: the article's, ours, and what others have published. */
import type { Study } from '@/api'
import type { Say } from '@/locale'
import type { Interval } from '../lab/metric'
import { isAccuracy, listingMean } from './facts'

export interface Rung {
  name: string
  kind: 'claim' | 'ours' | 'published' | 'listing'
  value: number
  interval: Interval | null
  source: string
}

export function rungsOf(study: Study, t: Say): Rung[] {
  const mean = listingMean(study.article)
  const rungs: Rung[] = [
    { name: t('study.beside.claim'), kind: 'claim', value: study.article.claim, interval: null, source: t('study.claim.nobody') },
    ...(mean ? [{ name: t('study.beside.listing'), kind: 'listing' as const, value: mean.value, interval: mean.ci95, source: '' }] : []),
    ...study.ours
      .filter((each) => isAccuracy(each) && isFashionMnist(each.model))
      .map((each) => ({ name: each.model, kind: 'ours' as const, value: percentOf(each), interval: intervalOf(each), source: each.how })),
    ...study.published.map((each) => ({ name: each.model, kind: 'published' as const, value: each.test, interval: null, source: each.source })),
  ]
  return rungs.sort((a, b) => b.value - a.value)
}

/** The scale of the ladder: whole per cents around all that stands on it. */
export function scaleOf(rungs: readonly Rung[]): [number, number] {
  const all = rungs.flatMap(({ value, interval }) => [value, ...(interval ?? [])])
  return [Math.floor(Math.min(...all)) - 1, Math.min(100, Math.ceil(Math.max(...all)) + 1)]
}

function isFashionMnist(model: string): boolean {
  return /fashion.?mnist/i.test(model)
}

const percentOf = ({ value, unit }: { value: number; unit: string }) => (unit === 'fraction' ? value * 100 : value)

function intervalOf({ ci95, unit }: { ci95: Interval | null; unit: string }): Interval | null {
  return ci95 && unit === 'fraction' ? [ci95[0] * 100, ci95[1] * 100] : ci95
}
