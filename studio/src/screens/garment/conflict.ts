/** Two people changed a garment at once: what each changed, so that one of them can decide. */
import type { Garment, GarmentChange } from '@/api'

export const EDITED = ['name', 'category', 'brand', 'department', 'season', 'description'] as const
export type Edited = (typeof EDITED)[number]
export type Values = Record<Edited, string>

export function valuesOf(garment: Garment): Values {
  return Object.fromEntries(EDITED.map((name) => [name, garment[name]])) as Values
}

/** Only what differs from what was looked at is sent: what others changed beside it stays. */
export function changesOf(before: Values, now: Values): GarmentChange {
  return Object.fromEntries(EDITED.filter((name) => now[name].trim() !== before[name]).map((name) => [name, now[name].trim()]))
}

export interface Clash {
  field: Edited
  mine: string
  theirs: string
}

/** The fields that both changed, each to something else. */
export function clashes(before: Values, mine: Values, theirs: Values): Clash[] {
  return EDITED.filter((field) => mine[field].trim() !== before[field] && theirs[field] !== before[field] && mine[field].trim() !== theirs[field]).map(
    (field) => ({ field, mine: mine[field].trim(), theirs: theirs[field] }),
  )
}
