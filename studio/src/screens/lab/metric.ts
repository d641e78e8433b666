/** A model's figures as the screens show them: where they are found, and how each is written. */
import type { Evaluation, Metric, Model } from '@/api'
import type { FigureStyle } from '@/kit/Figure'
import type { Format, Say } from '@/locale'

/** Both ends, or nothing: an interval that is open at one end says too little to be drawn. */
export function whole(ci95: Metric['ci95']): Interval | null {
  const [low, high] = ci95 ?? []
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null
}

export type Interval = readonly [number, number]

export interface Shown {
  value: number
  interval: Interval | null
  unit: string
  /** From what: "10,000 pictures of Fashion-MNIST, test, as-served". */
  source: string
}

const NAMED = [
  'accuracy',
  'average_precision_macro',
  'brier',
  'category_p_at_1',
  'ece',
  'iou',
  'macro_f1',
  'macro_precision',
  'macro_recall',
  'mrr',
  'nll',
  'recall_at_1',
  'recall_at_10',
  'roc_auc_macro',
  'top_3_accuracy',
] as const

/** A metric of a version's card, with where it comes from; null where it was never measured. */
export function cardMetric(version: Model, name: string, t: Say, format: Format): Shown | null {
  const found = version.card?.metrics?.find((metric) => metric.name === name)
  if (!found) return null
  const data = [found.data, found.split, found.protocol].filter(Boolean).join(', ')
  return {
    value: found.value,
    interval: found.ci95 ?? null,
    unit: found.unit,
    source: t('models.onPictures', { count: found.n, n: format.number(found.n), data }),
  }
}

/** The figure that tells what a version is worth: of a classifier, an encoder, a segmenter, a memory. */
export function worthOf(version: Model): 'accuracy' | 'recall_at_1' | 'iou' | 'recall_at_10' {
  const has = new Set(version.card?.metrics?.map(({ name }) => name))
  return (['accuracy', 'recall_at_1', 'iou', 'recall_at_10'] as const).find((name) => has.has(name)) ?? 'accuracy'
}

/** The same of an evaluation. */
export function evaluationMetric(evaluation: Pick<Evaluation, 'metrics' | 'n' | 'data' | 'protocol'>, name: string, t: Say, format: Format): Shown | null {
  const found = evaluation.metrics[name]
  if (!found || found.value === null) return null
  const data = [evaluation.data, evaluation.protocol].filter(Boolean).join(', ')
  return {
    value: found.value,
    interval: whole(found.ci95),
    unit: found.unit,
    source: t('models.onPictures', { count: evaluation.n, n: format.number(evaluation.n), data }),
  }
}

/** Shares are written per cent, all else as numbers. */
export function isShare(unit: string | undefined): boolean {
  return unit === 'fraction'
}

export function styleOf(unit: string | undefined): FigureStyle {
  return isShare(unit) ? 'percent' : 'number'
}

/** Per cent with two digits, other numbers with four places that count. */
export function writtenMetric(value: number, unit: string | undefined, format: Format): string {
  return isShare(unit) ? format.percent(value, 2) : format.number(value)
}

export function metricName(name: string, t: Say): string {
  const known = NAMED.find((each) => each === name)
  return known ? t(`models.metric.${known}`) : name.replaceAll('_', ' ')
}

/** Those that a page leads with, in this order; the rest follow in the table. */
export const LEADING = ['accuracy', 'macro_f1', 'roc_auc_macro', 'ece'] as const

export function ordered(metrics: Record<string, unknown>): string[] {
  const rank = (name: string) => {
    const at = (LEADING as readonly string[]).indexOf(name)
    return at < 0 ? LEADING.length : at
  }
  return Object.keys(metrics).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b))
}
