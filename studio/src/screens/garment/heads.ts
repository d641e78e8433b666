/** The ten tabs of a garment under their five heads: what it looks like, and its life from the sketch to the proof. */

export const heads = [
  { id: 'look', tabs: ['photos', 'tags', 'look-alikes'] },
  { id: 'make', tabs: ['sketch', 'pattern', 'fabric'] },
  { id: 'wear', tabs: ['try-on'] },
  { id: 'sell', tabs: ['demand'] },
  { id: 'prove', tabs: ['journey', 'passport'] },
] as const

export type Tab = (typeof heads)[number]['tabs'][number]

const all: readonly Tab[] = heads.flatMap(({ tabs }) => tabs)

/** The tab an address names; photos where it names none, null where there is no such tab. */
export function tabOf(named: string | undefined): Tab | null {
  if (!named) return 'photos'
  return all.find((tab) => tab === named) ?? null
}
