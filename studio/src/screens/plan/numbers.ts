/** What a decision's numbers say, as rows and columns: by SKU for orders and size curves, by week for prices, by location for allocations, by way for transfers. */
import type { Plan } from '@/api'

const COLUMNS = ['sender', 'receiver', 'location', 'name', 'sku', 'week', 'share', 'raw_share', 'stock', 'stock_there', 'wanted', 'packs', 'pieces', 'price', 'promotion', 'gain', 'gain_low', 'gain_high'] as const
const SIDES = ['wanted', 'sold', 'lost', 'left', 'fill', 'margin', 'revenue'] as const
/** What a replay shows of the same: what it was worth then is not today's money. */
const REPLAYED = ['wanted', 'sold', 'lost', 'fill'] as const
const TOTALS = ['pieces', 'cost', 'price'] as const
export type PlanColumn = (typeof COLUMNS)[number]
export type Outcome = (typeof SIDES)[number]

type Row = Record<string, string | number>
type Outcomes = Readonly<Record<string, unknown>>

/** The columns that a decision's rows have, and the rows in that order; SKUs that get nothing are left out of an order. */
export function rowsOf(plan: Pick<Plan, 'numbers'>): { columns: PlanColumn[]; rows: (string | number)[][] } {
  const all = ((plan.numbers.rows ?? []) as Row[]).filter((row) => row.pieces === undefined || Number(row.pieces) > 0)
  const columns = COLUMNS.filter((name) => all.some((row) => row[name] !== undefined))
  return { columns, rows: all.map((row) => columns.map((name) => row[name] ?? '')) }
}

export interface Side {
  name: Outcome
  asIs: number | null
  withIt: number | null
}

/** What the coming weeks are worth as they are, and with the decision. */
export function sidesOf(plan: Pick<Plan, 'outcome'>): Side[] {
  return sides(plan.outcome, SIDES)
}

/** What the last weeks' own demand would have come to, as it was and with the decision; null where it was not replayed. */
export function replayedOf(plan: Pick<Plan, 'outcome'>): { weeks: number; sides: Side[] } | null {
  const replayed = plan.outcome.replayed as Outcomes | undefined
  return replayed ? { weeks: Number(replayed.weeks), sides: sides(replayed, REPLAYED) } : null
}

/** What is ordered in all, or asked from the first week on; nothing for a size curve. */
export function totalsOf(plan: Pick<Plan, 'numbers'>): { name: 'pieces' | 'cost' | 'price'; value: number }[] {
  return TOTALS.flatMap((name) => {
    const value = numberOf(plan.numbers[name] as Row[string])
    return value === null ? [] : [{ name, value }]
  })
}

function sides(outcome: Outcomes, names: readonly Outcome[]): Side[] {
  const asIs = (outcome.as_is ?? {}) as Row
  const withIt = (outcome.with_it ?? {}) as Row
  return names.filter((name) => asIs[name] !== undefined || withIt[name] !== undefined).map((name) => ({ name, asIs: numberOf(asIs[name]), withIt: numberOf(withIt[name]) }))
}

/** On how many courses of demand it was tried, and between which gains nineteen in twenty lie; null where that is not told. */
export function certaintyOf(plan: Pick<Plan, 'outcome'>): { draws: number | null; interval: [number, number] | null } {
  const { draws, interval } = plan.outcome as { draws?: number; interval?: [number, number] }
  return { draws: draws ?? null, interval: interval ?? null }
}

const numberOf = (value: string | number | undefined) => (typeof value === 'number' ? value : null)
