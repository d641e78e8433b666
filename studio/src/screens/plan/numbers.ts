/** What a decision's numbers say, as rows and columns: by SKU for orders and size curves, by week for prices, by location for allocations. */
import type { Plan } from '@/api'

const COLUMNS = ['location', 'name', 'sku', 'week', 'share', 'raw_share', 'stock', 'wanted', 'packs', 'pieces', 'price', 'promotion', 'gain', 'gain_low', 'gain_high'] as const
const SIDES = ['wanted', 'sold', 'lost', 'left', 'fill', 'margin', 'revenue'] as const
export type PlanColumn = (typeof COLUMNS)[number]
export type Outcome = (typeof SIDES)[number]

type Row = Record<string, string | number>

/** The columns that a decision's rows have, and the rows in that order; SKUs that get nothing are left out of an order. */
export function rowsOf(plan: Pick<Plan, 'numbers'>): { columns: PlanColumn[]; rows: (string | number)[][] } {
  const all = ((plan.numbers.rows ?? []) as Row[]).filter((row) => row.pieces === undefined || Number(row.pieces) > 0)
  const columns = COLUMNS.filter((name) => all.some((row) => row[name] !== undefined))
  return { columns, rows: all.map((row) => columns.map((name) => row[name] ?? '')) }
}

/** What the coming weeks are worth as they are, and with the decision. */
export function sidesOf(plan: Pick<Plan, 'outcome'>): { name: Outcome; asIs: number | null; withIt: number | null }[] {
  const asIs = (plan.outcome.as_is ?? {}) as Row
  const withIt = (plan.outcome.with_it ?? {}) as Row
  return SIDES.filter((name) => asIs[name] !== undefined || withIt[name] !== undefined).map((name) => ({ name, asIs: numberOf(asIs[name]), withIt: numberOf(withIt[name]) }))
}

/** What the last weeks' own demand would have come to, as it was and with the decision; null where it was not replayed. */
export function replayedOf(plan: Pick<Plan, 'outcome'>): Record<'weeks' | 'sold' | 'soldBefore' | 'lost' | 'lostBefore', number> | null {
  const replayed = plan.outcome.replayed as { weeks: number; as_is: Record<string, number>; with_it: Record<string, number> } | undefined
  if (!replayed) return null
  const { weeks, as_is: before, with_it: after } = replayed
  return { weeks, sold: after.sold ?? 0, soldBefore: before.sold ?? 0, lost: after.lost ?? 0, lostBefore: before.lost ?? 0 }
}

/** On how many courses of demand it was tried, and between which gains nineteen in twenty lie; null where that is not told. */
export function certaintyOf(plan: Pick<Plan, 'outcome'>): { draws: number | null; interval: [number, number] | null } {
  const { draws, interval } = plan.outcome as { draws?: number; interval?: [number, number] }
  return { draws: draws ?? null, interval: interval ?? null }
}

const numberOf = (value: string | number | undefined) => (typeof value === 'number' ? value : null)
