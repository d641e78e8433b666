/** The shapes of the Lab's part of the API: models, runs, evaluations, recipes, the study, settings, the doctor. */
import type { Model, ModelCard } from './schema'

export type Interval = readonly [number, number]

export interface MetricValue {
  value: number | null
  ci95?: Interval | null
  unit?: string
}

export type Metrics = Record<string, MetricValue>

/** One version of a model with what it weighs and how quick it is; `ms_bs1` is null where nobody measured. */
export interface Version extends Omit<Model, 'card' | 'metrics' | 'ms_bs1' | 'size_bytes'> {
  size_bytes?: number | null
  ms_bs1?: number | null
  metrics?: Metrics | ModelCard['metrics'] | null
  card: ModelCard | null
}

export interface Epoch {
  epoch: number
  loss?: number | null
  seconds?: number | null
  validation_loss?: number | null
  validation_accuracy?: number | null
}

export interface Run {
  recipe: Record<string, unknown>
  recipe_toml: string
  history: readonly Epoch[]
  job_id: string | null
  seconds: number
  state: 'running' | 'done' | 'stopped'
}

export interface EvaluationRow {
  id: string
  data: string
  protocol: string
  n: number
  at: string
  metrics: Metrics
}

export interface ClassFigures {
  label: string
  n: number
  precision: number
  recall: number
  f1: number
  roc_auc: number | null
  average_precision: number | null
}

export interface LabelCurve {
  label: string
  points: readonly (readonly [number, number])[]
}

export interface ReliabilityBin {
  low: number
  high: number
  n: number
  confidence: number
  accuracy: number
}

/** A picture that a model judged, and how. */
export interface Judged {
  image_id: string | null
  garment_id: string | null
  photo_url: string | null
  name: string
  actual: string
  predicted: string
  confidence: number
}

export interface EvaluationWhole extends EvaluationRow {
  labels: readonly string[]
  confusion: readonly (readonly number[])[]
  per_class: readonly ClassFigures[]
  roc: readonly LabelCurve[]
  pr: readonly LabelCurve[]
  reliability: readonly ReliabilityBin[]
  coverage: readonly { coverage: number; accuracy: number }[]
  worst: readonly Judged[]
}

/** What a job of kind `explain` leaves. */
export interface Explained {
  label: string
  confidence: number
  explanations: readonly {
    method: string
    url: string
    faithfulness: { deletion: number; insertion: number; gain: number } | null
  }[]
  nearest: readonly { image_id: string | null; garment_id: string | null; photo_url: string | null; label: string; distance: number }[]
}

/** One model beside the first of its table. */
export interface CompressionRow {
  name: string
  precision: string
  parameters: number
  size_bytes: number
  ms_bs1: number
  ms_bs32: number
  speed_up: number
  metric: string
  value: number
  ci95: Interval
  change: number
  change_ci95: Interval
}

export interface Compression {
  rows: readonly CompressionRow[]
  made_at: string
}

export interface RecipeRow {
  name: string
  recipe: string
  title: string
  network: string
  data: string
  epochs: number
  source: string
}

export interface RecipeField {
  key: string
  kind: 'integer' | 'number' | 'boolean' | 'text' | 'choice'
  value: string | number | boolean | null
  low?: number | null
  high?: number | null
  choices?: readonly string[] | null
  help: string
}

export interface RecipeWhole {
  name: string
  title: string
  toml: string
  fields: readonly RecipeField[]
}

export interface StudyRun {
  who: string
  run: string
  training: number | null
  validation: number | null
  test: number | null
}

export interface StudyFigure {
  model: string
  metric: string
  value: number
  ci95: Interval | null
  unit: string
  date: string
  machine: string
  how: string
}

export interface Study {
  article: {
    claim: number
    runs: readonly StudyRun[]
    means: readonly { who: string; value: number; ci95: Interval | null }[]
    curve: readonly { epoch: number; training: number | null; validation: number | null; test: number | null; validation_loss: number | null }[]
  }
  ours: readonly StudyFigure[]
  speed: readonly (Omit<StudyFigure, 'model' | 'metric'> & { claim: string; peer: string | null; peer_value: number | null })[]
  published: readonly { model: string; test: number; source: string }[]
}

export interface Setting {
  name: string
  value: string | number | boolean | null
  origin: string
  description: string
  editable: boolean
  kind: string
  choices?: readonly string[] | null
}

export interface Check {
  name: string
  state: 'ok' | 'missing' | 'failed'
  detail: string
  remedy: string
}

export interface Doctor {
  healthy: boolean
  checks: readonly Check[]
}
