/** Who works in a house, and what each wants to see first; what is not built yet is among it, and says so. */

export const ROLES = ['merchandiser', 'designer', 'planner', 'fabric', 'traceability', 'ml'] as const
export type Role = (typeof ROLES)[number]

/** A part of Home, or a room that is still to be furnished. */
export type Part = 'review' | 'quarantine' | 'failed' | 'work' | 'newest' | 'coming'

export interface Day {
  parts: readonly Part[]
  /** The room of the rail that will serve this role. */
  room: 'sell' | 'design' | 'plan' | 'trace' | 'lab'
}

export const days: Readonly<Record<Role, Day>> = {
  merchandiser: { parts: ['review', 'newest', 'coming', 'work'], room: 'sell' },
  designer: { parts: ['newest', 'coming', 'review'], room: 'design' },
  planner: { parts: ['coming', 'newest', 'work'], room: 'plan' },
  fabric: { parts: ['coming', 'newest'], room: 'design' },
  traceability: { parts: ['quarantine', 'coming', 'newest'], room: 'trace' },
  ml: { parts: ['failed', 'work', 'review', 'quarantine'], room: 'lab' },
}

const STORED = 'modiste.role'

export function storedRole(): Role {
  try {
    const stored = localStorage.getItem(STORED)
    return ROLES.find((role) => role === stored) ?? 'merchandiser'
  } catch {
    return 'merchandiser'
  }
}

export function storeRole(role: Role): void {
  try {
    localStorage.setItem(STORED, role)
  } catch {
    // Then it is asked again next time.
  }
}
