/** What is to be tried on. It may stand in an address, for it says nothing of anybody's body. */
import type { Chart, CutWanted, FittingWanted, Program } from '@/api'
import type { People } from './wearer'

export type Preference = NonNullable<FittingWanted['preference']>
export const PREFERENCES = ['close', 'as-designed', 'loose'] as const satisfies readonly Preference[]

export interface Wish {
  /** A garment's id or a program. */
  garment: string
  options: Record<string, string | number>
  /** Empty: its usual one. */
  chart: string
  fabric: string
  preference: Preference
}

const OWN = ['garment', 'chart', 'fabric', 'prefer']

/** Reads an address: `?garment=t-shirt&sleeve=long`. Whatever the program does not know is left to the server to refuse. */
export function wishOf(query: URLSearchParams): Wish {
  const preference = PREFERENCES.find((each) => each === query.get('prefer')) ?? 'as-designed'
  const options = [...query].filter(([name]) => !OWN.includes(name)).map(([name, value]) => [name, numberOr(value)] as const)
  return { garment: query.get('garment') ?? '', options: Object.fromEntries(options), chart: query.get('chart') ?? '', fabric: query.get('fabric') ?? '', preference }
}

function numberOr(value: string): string | number {
  return /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

/** Only what a program knows, and what is not as it is anyway. */
export function optionsFor(program: Program | undefined, chosen: Record<string, string | number>, anyway: CutWanted['options'] = {}): Record<string, string | number> {
  const known = (program?.options ?? []).filter(({ id, default: usual }) => chosen[id] !== undefined && chosen[id] !== (anyway?.[id] ?? usual))
  return Object.fromEntries(known.map(({ id }) => [id, chosen[id]!]))
}

/** The charts for these people; a garment's own chart first where it is for them. */
export function chartsFor(charts: readonly Chart[], people: People, own = ''): Chart[] {
  const fitting = charts.filter((chart) => chart.people === people)
  return [...fitting].sort((one, other) => Number(other.id === own) - Number(one.id === own))
}
