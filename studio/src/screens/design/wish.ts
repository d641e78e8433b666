/** A wish as the desk holds it: words, values set by hand, locks; and as an address says it, so that it can be sent on. */
import type { BriefWanted, Design, Spec } from '@/api'

export type Value = string | number

export interface Wish {
  text: string
  /** The design that this one goes on from; '' for a new one. */
  of: string
  edits: Readonly<Record<string, Value>>
  lock: readonly string[]
  /** Locks of the design it goes on from that are taken back. */
  unlock: readonly string[]
}

export const FIELDS = [
  'program', 'chart', 'size', 'neckline', 'collar', 'sleeve', 'length', 'longer', 'length_cm', 'flare', 'fit', 'leg', 'rise', 'front', 'pocket', 'cloth', 'print', 'colours',
] as const
export type FieldName = (typeof FIELDS)[number]
const NUMBERS: readonly string[] = ['longer', 'length_cm', 'flare']
export const NOTHING: Wish = { text: '', of: '', edits: {}, lock: [], unlock: [] }

/** A wish out of an address; what is not a field is left out. */
export function wishOf(query: URLSearchParams): Wish {
  const named = (key: string) => query.getAll(key).filter((name) => (FIELDS as readonly string[]).includes(name))
  const edits = query.getAll('set').flatMap((each): [string, Value][] => {
    const at = each.indexOf(':')
    const [name, value] = [each.slice(0, at), each.slice(at + 1)]
    if (!(FIELDS as readonly string[]).includes(name) || value === '') return []
    if (!NUMBERS.includes(name)) return [[name, value]]
    return Number.isFinite(Number(value)) ? [[name, Number(value)]] : []
  })
  const of = query.get('of') ?? ''
  return { text: (query.get('wish') ?? '').slice(0, 2000), of: /^[0-9a-f]{4,64}$/.test(of) ? of : '', edits: Object.fromEntries(edits), lock: named('lock'), unlock: named('unlock') }
}

/** The same as the values of an address. */
export function addressOfWish({ text, of, edits, lock, unlock }: Wish): Record<string, string | readonly string[] | null> {
  return { wish: text || null, of: of || null, set: Object.entries(edits).map(([name, value]) => `${name}:${value}`), lock, unlock }
}

/** What the server is asked; null where nothing is wished for yet. */
export function wantedOf({ text, of, edits, lock, unlock }: Wish): BriefWanted | null {
  if (text.trim() === '' && of === '' && edits.program === undefined) return null
  return { text: text.trim(), parent: of, edits: { ...edits }, lock: [...lock], unlock: [...unlock] }
}

/** Whether there is anything to keep. */
export function isChanged({ text, edits, lock, unlock }: Wish): boolean {
  return text.trim() !== '' || Object.keys(edits).length > 0 || lock.length > 0 || unlock.length > 0
}

/** Sets a value by hand. Another garment has options of its own: those set for the one before go. */
export function withValue(wish: Wish, name: string, value: Value): Wish {
  if (name !== 'program') return { ...wish, edits: { ...wish.edits, [name]: value } }
  const kept = Object.fromEntries(Object.entries(wish.edits).filter(([each]) => ['chart', 'size', 'cloth', 'print', 'colours'].includes(each)))
  return { ...wish, edits: { ...kept, program: value } }
}

/**
 * Locks a field, or sets it free. A locked field holds its value against later words: it is sent as set by hand, and the
 * server tells where it comes from as long as the words say the same.
 */
export function withLock(wish: Wish, name: string, spec: Pick<Spec, 'fields'>): Wish {
  const field = spec.fields[name]
  if (field?.is_locked) {
    const isOwn = wish.lock.includes(name)
    const { [name]: held, ...others } = wish.edits
    return {
      ...wish,
      lock: wish.lock.filter((each) => each !== name),
      unlock: isOwn ? wish.unlock : [...wish.unlock, name],
      edits: isOwn && held !== undefined && field.source !== 'edit' ? others : wish.edits,
    }
  }
  if (wish.unlock.includes(name) && !(name in wish.edits)) return { ...wish, unlock: wish.unlock.filter((each) => each !== name) }
  return { ...wish, lock: [...new Set([...wish.lock, name])], edits: field ? { ...wish.edits, [name]: field.value } : wish.edits }
}

export interface Piece {
  text: string
  /** The fields that these words decide. */
  fields: string[]
  isUnknown: boolean
}

/** A text in pieces, by what its words say. What was read from other words, of a design before, is not marked. */
export function pieces(text: string, { fields, unknown }: Pick<Spec, 'fields' | 'unknown'>): Piece[] {
  const marks = new Map<string, { start: number; end: number; fields: string[]; isUnknown: boolean }>()
  const mark = (start: number, end: number, field: string | null) => {
    const key = `${start} ${end}`
    const before = marks.get(key)
    if (before && field) before.fields.push(field)
    else if (!before) marks.set(key, { start, end, fields: field ? [field] : [], isUnknown: field === null })
  }
  for (const [name, { evidence }] of Object.entries(fields)) {
    if (evidence && text.slice(evidence.start, evidence.end) === evidence.text) mark(evidence.start, evidence.end, name)
  }
  let from = 0
  for (const word of unknown) {
    const at = text.indexOf(word, from)
    if (at < 0) continue
    mark(at, at + word.length, null)
    from = at + word.length
  }
  const made: Piece[] = []
  let end = 0
  for (const each of [...marks.values()].sort((one, other) => one.start - other.start || other.end - one.end)) {
    if (each.start < end) {
      // Words within words: what they decide is told with the longer ones.
      made.at(-1)?.fields.push(...each.fields)
      continue
    }
    if (each.start > end) made.push({ text: text.slice(end, each.start), fields: [], isUnknown: false })
    made.push({ text: text.slice(each.start, each.end), fields: each.fields, isUnknown: each.isUnknown })
    end = each.end
  }
  if (end < text.length) made.push({ text: text.slice(end), fields: [], isUnknown: false })
  return made
}

export interface Branch {
  design: Design
  children: Branch[]
}

/** Designs as trees, the newest first; one whose parent is gone stands by itself. */
export function treeOf(designs: readonly Design[]): Branch[] {
  const nodes = new Map(designs.map((design) => [design.id, { design, children: [] as Branch[] }]))
  const roots: Branch[] = []
  for (const node of nodes.values()) {
    const parent = nodes.get(node.design.parent)
    if (parent) parent.children.unshift(node)
    else roots.unshift(node)
  }
  return roots
}
