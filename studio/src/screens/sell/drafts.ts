/** Rules as they would be: those that are kept, changed, taken away or added, until they are saved. */
import { draftOf, type Rule, type RuleDraft, type RuleStep } from '@/api'

export interface Drafted {
  /** Tells it from the others while it has no id. */
  key: string
  /** The kept rule's, or null for one that is new. */
  kept: Rule | null
  rule: RuleDraft
  isRemoved: boolean
}

export type Drafts = readonly Drafted[]

export const EMPTY: RuleDraft = { verb: 'pin', garment: '', brand: '', category: '', attribute: '', placement: '', audience: '', taste: '', share: 0.3, place: 1, factor: 1, most: 0, starts: null, ends: null, note: '' }
export const LAST_PLACE = 100

let made = 0
const newKey = () => `new ${++made}`

export function begun(rules: readonly Rule[]): Drafts {
  return rules.map((rule) => ({ key: rule.id, kept: rule, rule: draftOf(rule), isRemoved: false }))
}

/** What the rules would be, in order. */
export function rulesOf(drafts: Drafts): RuleDraft[] {
  return drafts.filter(({ isRemoved }) => !isRemoved).map(({ rule }) => rule)
}

export function isChanged({ kept, rule, isRemoved }: Drafted): boolean {
  return kept === null ? !isRemoved : isRemoved || JSON.stringify(draftOf(kept)) !== JSON.stringify(rule)
}

/** What has to be done so that the kept rules are these. */
export function stepsOf(drafts: Drafts): RuleStep[] {
  return drafts.filter(isChanged).map(({ kept, rule, isRemoved }) => (kept === null ? { add: rule } : isRemoved ? { remove: kept.id } : { change: kept.id, to: rule }))
}

/** Puts a rule into the place of another, or behind all. */
export function put(drafts: Drafts, rule: RuleDraft, key: string | null = null): Drafts {
  if (key === null) return [...drafts, { key: newKey(), kept: null, rule, isRemoved: false }]
  return drafts.map((each) => (each.key === key ? { ...each, rule, isRemoved: false } : each))
}

/** Takes a rule away; one that was never kept is gone at once. */
export function without(drafts: Drafts, key: string): Drafts {
  return drafts.flatMap((each) => (each.key !== key ? [each] : each.kept ? [{ ...each, isRemoved: true }] : []))
}

/** Whether a rule is a pin that holds on a placement, for everybody. */
function isPin({ rule, isRemoved }: Drafted, placement: string): boolean {
  return !isRemoved && rule.verb === 'pin' && !rule.audience && !rule.taste && (rule.placement === '' || rule.placement === placement)
}

/** The pin of a garment there, if there is one. */
export function pinOf(drafts: Drafts, garment: string, placement: string): Drafted | undefined {
  return drafts.find((each) => isPin(each, placement) && each.rule.garment === garment)
}

/** Pins a garment to a place; what is pinned there already moves down by one, and so on. */
export function pinned(drafts: Drafts, garment: string, place: number, placement: string): Drafts {
  const wanted = Math.min(LAST_PLACE, Math.max(1, place))
  const mine = pinOf(drafts, garment, placement)
  let next = mine ? put(drafts, { ...mine.rule, place: wanted }, mine.key) : put(drafts, { ...EMPTY, garment, place: wanted, placement })
  const moved = new Set([pinOf(next, garment, placement)!.key])
  for (let at = wanted; at < LAST_PLACE; at += 1) {
    const there = next.find((each) => isPin(each, placement) && !moved.has(each.key) && each.rule.place === at)
    if (!there) break
    moved.add(there.key)
    next = put(next, { ...there.rule, place: at + 1 }, there.key)
  }
  return next
}

/** Weighs a garment up or down, or keeps it out; a rule of that kind for it is changed. */
export function weighed(drafts: Drafts, garment: string, rule: Pick<RuleDraft, 'verb' | 'factor'>, placement: string): Drafts {
  const WEIGHS = ['boost', 'bury', 'exclude']
  const mine = drafts.find((each) => !each.isRemoved && WEIGHS.includes(each.rule.verb) && each.rule.garment === garment && each.rule.placement === placement)
  return put(drafts, { ...(mine?.rule ?? { ...EMPTY, garment, placement }), ...rule, place: 1 }, mine?.key ?? null)
}
