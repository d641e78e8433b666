/** What somebody did, as a strip of pictures: what was done to one garment in a row is one picture. */
import type { Act } from '@/api'

export interface Folded {
  garment: string
  shown: Act['shown']
  /** The strongest of them. */
  kind: string
  /** The latest. */
  at: string
  count: number
}

/** Acts, the newest first, folded. */
export function folded(acts: readonly Act[]): Folded[] {
  const made: (Folded & { weight: number })[] = []
  for (const { garment, shown, kind, at, weight } of acts) {
    const last = made.at(-1)
    if (last?.garment !== garment) {
      made.push({ garment, shown, kind, at, count: 1, weight })
      continue
    }
    last.count += 1
    if (weight > last.weight) Object.assign(last, { kind, weight })
  }
  return made.map(({ garment, shown, kind, at, count }) => ({ garment, shown, kind, at, count }))
}
