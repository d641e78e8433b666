/** A budget of currents to begin with, and which of its numbers a person sets; every one is an assumption. */
import type { Budget } from '@/api'

/** A watch's: docs/wearables-placement.md's example. */
export const FIRST: Budget = {
  battery: { capacity_mah: 110, usable: 0.85 },
  sensor: { full_ua: 600, low_ua: 170 },
  processor: { sleep_ua: 4, active_ua: 4000, megahertz: 64, cycles_a_mac: 4, macs: 642_624 },
  radio: { idle_ua: 8, message_uc: 150, every_s: 30 },
  policy: { divide: 4, confidence: 0.6, full_every_s: 1, low_every_s: 1 },
}

type Limits = readonly [low: number, high: number]

/** What can be set, and within what; other numbers stay as they are. */
export const FIELDS = {
  battery: { capacity_mah: [1, 100_000], usable: [0.05, 1] },
  sensor: { full_ua: [0, 1e6], low_ua: [0, 1e6] },
  processor: { active_ua: [0, 1e6], megahertz: [1, 2000], macs: [1, 1e10] },
  radio: { message_uc: [0, 1e6], every_s: [0.1, 1e6] },
  policy: { divide: [2, 12], confidence: [0.05, 0.95] },
} as const satisfies Record<string, Record<string, Limits>>
export type BudgetPart = keyof typeof FIELDS

/** A budget with one number changed; one that cannot be leaves it as it was. */
export function changed(budget: Budget, part: BudgetPart, field: string, value: number | string): Budget {
  const [low, high] = (FIELDS[part] as Record<string, Limits>)[field] ?? [0, 0]
  if (typeof value !== 'number' || !(value >= low && value <= high)) return budget
  return { ...budget, [part]: { ...budget[part], [field]: value } }
}

export const days = (hours: number) => hours / 24
