/** What a search is asked, to begin with: two questions whose fibres and objectives a person may change. */
import type { FabricGoals } from '@/api'
import { DAYS, scenarioOf } from './scenario'

type Want = 'least' | 'most'
export interface Objective {
  of: string
  want: Want
  worst: number
  best: number
}
/** What must hold: at least, at most, or both. */
export interface Bound {
  of: string
  least?: number | undefined
  most?: number | undefined
}

export const QUESTIONS = ['shirt', 'jersey'] as const
export type Question = (typeof QUESTIONS)[number]
export const FIBRES = ['CO', 'organic CO', 'LI', 'HA', 'CV', 'CLY', 'WO', 'PES', 'recycled PES', 'PA'] as const

/** What may be sought, and between which values it counts. */
export const OBJECTIVES: Record<Question, readonly Objective[]> = {
  shirt: [
    { of: 'discomfort', want: 'least', worst: 1.7, best: 1.4 },
    { of: 'drape_coefficient_pct', want: 'least', worst: 80, best: 50 },
    { of: 'cost_m2', want: 'least', worst: 1.5, best: 0.5 },
    { of: 'footprint_upt_m2', want: 'least', worst: 500, best: 150 },
    { of: 'air_permeability_mm_s', want: 'most', worst: 20, best: 800 },
    { of: 'mass_gsm', want: 'least', worst: 160, best: 80 },
  ],
  jersey: [
    { of: 'mass_gsm', want: 'least', worst: 250, best: 100 },
    { of: 'rct_m2k_w', want: 'most', worst: 0.005, best: 0.03 },
    { of: 'drape_coefficient_pct', want: 'least', worst: 60, best: 25 },
    { of: 'cost_m2', want: 'least', worst: 2, best: 0.4 },
    { of: 'footprint_upt_m2', want: 'least', worst: 1200, best: 200 },
    { of: 'pilling_grade', want: 'most', worst: 2, best: 4 },
  ],
}
/** What must hold to begin with: nothing shows through a shirt, and it lasts. */
export const LIMITS: Record<Question, readonly Bound[]> = {
  shirt: [
    { of: 'mass_gsm', least: 70, most: 160 },
    { of: 'cover', least: 0.85 },
    { of: 'strength_warp_n', least: 350 },
    { of: 'strength_weft_n', least: 300 },
    { of: 'pilling_grade', least: 3 },
  ],
  jersey: [],
}
/** What may be limited. */
export const LIMITED = ['mass_gsm', 'thickness_mm', 'cover', 'rct_m2k_w', 'ret_m2pa_w', 'air_permeability_mm_s', 'drape_coefficient_pct', 'strength_warp_n', 'strength_weft_n', 'abrasion_rubs', 'pilling_grade', 'cost_m2', 'footprint_upt_m2'] as const
/** As the server has them; what is missing is a plain number. */
export const UNITS: Record<string, string> = {
  mass_gsm: 'g/m²',
  thickness_mm: 'mm',
  rct_m2k_w: 'm²K/W',
  ret_m2pa_w: 'm²Pa/W',
  air_permeability_mm_s: 'mm/s',
  drape_coefficient_pct: '%',
  strength_warp_n: 'N',
  strength_weft_n: 'N',
  cost_m2: 'EUR/m²',
  footprint_upt_m2: 'µPt/m²',
}
/** So many at once can be told apart. */
export const MOST_OBJECTIVES = 4

/** Invented, as examples/fabric/goals.toml has them. */
const PRICES = {
  currency: 'EUR',
  spinning: 1.6,
  fineness: 1,
  thousand_picks: 0.11,
  knitting: 1,
  yarn_waste_pct: 6,
  uncertain_pct: 20,
  fibre: { CO: 1.9, 'organic CO': 2.6, LI: 5.5, HA: 4.5, CV: 2, CLY: 3.2, WO: 9, PES: 1.2, 'recycled PES': 1.5, PA: 2.8 },
  finish: { softened: 0.06, calendered: 0.05 },
}

export interface Sought {
  name: string
  question: Question
  fibres: readonly string[]
  objectives: readonly Objective[]
  limits: readonly Bound[]
}

/** What a question is asked to begin with. */
export const freshly = (question: Question, name: string): Sought => ({ name, question, fibres: FIBRES.slice(0, 5), objectives: OBJECTIVES[question].slice(0, question === 'shirt' ? 4 : 3), limits: LIMITS[question] })

/** Objectives that reviews ask for, the weightiest first, then those that stood; no more than can be told apart. */
export function wished({ question, objectives }: Sought, proposals: readonly { of: string; want: string }[]): readonly Objective[] {
  const known = [...objectives, ...OBJECTIVES[question]]
  const asked = proposals.flatMap(({ of, want }) => known.find((each) => each.of === of && each.want === want) ?? [])
  return [...asked, ...objectives.filter(({ of }) => !asked.some((each) => each.of === of))].slice(0, MOST_OBJECTIVES)
}

/** A question as the server takes it. */
export function goalsOf({ name, question, fibres, objectives, limits }: Sought, day: string, say: (key: 'walk' | 'desk' | 'lunch' | 'train') => string): FabricGoals {
  const summer = DAYS.summer(say)
  const shared = { name, seed: 1, objectives: objectives.map((each) => ({ ...each })), limits: limits.filter(({ least, most }) => least !== undefined || most !== undefined), prices: PRICES, ...(objectives.some(({ of }) => of === 'discomfort') ? { scenario: scenarioOf({ ...summer, phases: summer.phases.slice(0, 2).map((phase) => ({ ...phase, minutes: Math.min(phase.minutes, 30) })) }, day) } : {}) }
  if (question === 'jersey') return { ...shared, knit: { fibres, second_pct: 50, tex: [10, 30], loop_mm: [2.2, 4] } } as FabricGoals
  return {
    ...shared,
    woven: { fibres, second_pct: 50, weaves: ['plain', '2/1 twill Z', '2/2 twill Z', 'satin 5'], ends: [20, 70], picks: [15, 50], warp_tex: [6, 30], weft_tex: [6, 30], twist_factor: [3000, 4500], finishes: ['', 'softened', 'calendered'] },
    loom: { shafts: 8, ends: [10, 60], picks: [8, 42], fullness: 0.92 },
  } as FabricGoals
}
