/**
 * Whose body: measures as they were set. Personal, so they live in this module and nowhere else: no address, no
 * storage, gone with a reload. Screens of one visit share them.
 */
import { useSyncExternalStore } from 'react'
import type { BodyWanted, Measure } from '@/api'

export type People = 'women' | 'men'
export type Pose = NonNullable<BodyWanted['pose']>

export interface Wearer {
  people: People
  pose: Pose
  /** What was set, by people and measure; whatever is not set follows the body. */
  set: Record<People, Record<string, number>>
}

/** First in the form, and set from the start. */
export const LEADING = ['height', 'bust', 'waist', 'hip'] as const

let wearer: Wearer = { people: 'women', pose: 'a', set: { women: {}, men: {} } }
const listeners = new Set<() => void>()

function become(next: Wearer): void {
  wearer = next
  listeners.forEach((listener) => listener())
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The leading measures of the average body. */
export function typicalOf(measures: readonly Measure[], people: People): Record<string, number> {
  const known = measures.filter(({ id }) => (LEADING as readonly string[]).includes(id))
  return Object.fromEntries(known.map(({ id, typical }) => [id, Math.round(typical[people] ?? 0)]))
}

/** The wearer, and ways to change them. Before anything is set they are of average build. */
export function useWearer(measures: readonly Measure[]) {
  const now = useSyncExternalStore(listen, () => wearer)
  const chosen = now.set[now.people]
  const set = Object.keys(chosen).length > 0 ? chosen : typicalOf(measures, now.people)
  const put = (values: Record<string, number>) => become({ ...wearer, set: { ...wearer.set, [now.people]: values } })
  return {
    people: now.people,
    pose: now.pose,
    /** Centimetres (weight: kilograms) by measure. */
    measures: set,
    isTypical: Object.keys(chosen).length === 0,
    bePeople: (people: People) => become({ ...wearer, people }),
    stand: (pose: Pose) => become({ ...wearer, pose }),
    set: (id: string, value: number) => put({ ...set, [id]: value }),
    release: (id: string) => put(Object.fromEntries(Object.entries(set).filter(([name]) => name !== id))),
    startAgain: () => put({}),
  }
}

export type UsedWearer = ReturnType<typeof useWearer>
