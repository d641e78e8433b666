/** Which garments are selected: some by name, or all that match but a few; plain values, so that they can be kept. */
import type { Chosen, Wanted } from '@/api'

export interface Selection {
  /** All that match are meant, and `ids` are those left out; otherwise `ids` are those meant. */
  all: boolean
  ids: ReadonlySet<string>
}

export const NOTHING: Selection = { all: false, ids: new Set() }
export const EVERYTHING: Selection = { all: true, ids: new Set() }

/** So many ids are written into an address; more are kept beside it. */
const MOST_IN_ADDRESS = 60
const KEPT = 'modiste.selection'

export function isSelected({ all, ids }: Selection, id: string): boolean {
  return all !== ids.has(id)
}

export function numberOf({ all, ids }: Selection, total: number): number {
  return all ? Math.max(0, total - ids.size) : ids.size
}

/** The selection with garments added or taken away. */
export function withIds(before: Selection, changed: Iterable<string>, selected: boolean): Selection {
  const ids = new Set(before.ids)
  for (const id of changed) {
    if (before.all === selected) ids.delete(id)
    else ids.add(id)
  }
  return { all: before.all, ids }
}

/** As an edit names its garments. */
export function chosenOf({ all, ids }: Selection, { filters, q }: Wanted): Partial<Chosen> {
  if (!all) return { ids: [...ids] }
  return { filters: filters as Chosen['filters'] & object, q, leave: [...ids] }
}

/** For the address; ids hold no comma. A long one is kept in this window and the address says so. */
export function written(selection: Selection, keep: Pick<Storage, 'setItem'> = sessionStorage): string {
  const { all, ids } = selection
  if (!all && ids.size === 0) return ''
  const text = [...(all ? ['*'] : []), ...ids].join(',')
  if (ids.size <= MOST_IN_ADDRESS) return text
  try {
    keep.setItem(KEPT, text)
    return '~'
  } catch {
    return ''
  }
}

export function readSelection(text: string | null, kept: Pick<Storage, 'getItem'> = sessionStorage): Selection {
  const full = text === '~' ? kept.getItem(KEPT) : text
  if (!full) return NOTHING
  const parts = full.split(',').filter(Boolean)
  return parts[0] === '*' ? { all: true, ids: new Set(parts.slice(1)) } : { all: false, ids: new Set(parts) }
}
