/** Why something is recommended and what rules do, as sentences in the reader's language, made from the facts. */
import type { Garment, Reason, RuleDraft, RuleTrace } from '@/api'
import { inWords, isSort, said } from '@/house'
import { type Format, type Key, knows, type Language, type Say } from '@/locale'
import { attributeValue } from '@/screens/garment/spoken'

/** What a garment is called, by its id; the id itself while nothing is known of it. */
export type NameOf = (garment: string) => string

/** The places on a shop's pages that everybody knows; a shop may have others. */
export const PLACEMENTS = ['home', 'product', 'cart', 'trending'] as const

export function nameOf(known: ReadonlyMap<string, Garment>, language: Language): NameOf {
  return (id) => {
    const garment = known.get(id)
    return garment ? said(garment, 'name', language) : id
  }
}

/** A word of ours for a name of the recommender's, else the name. */
export function worded(sort: 'source' | 'model' | 'placement' | 'act', name: string, t: Say): string {
  const key = `sell.${sort}.${name.replaceAll('-', '_')}`
  return knows(key) ? t(key as Key) : name
}

/** Why; what is no kind that we know is said in the server's words. */
export function reasonWords(reason: Pick<Reason, 'kind' | 'garment' | 'facts' | 'en' | 'zh'>, name: NameOf, t: Say, format: Format, language: Language): string {
  const garment = name(reason.garment)
  const facts = reason.facts
  switch (reason.kind) {
    case 'history':
      return t('sell.reason.history', { garment })
    case 'alike': {
      const shared = Object.entries(facts).flatMap(([what, value]) => valueWords(what, String(value), t))
      return shared.length > 0 ? t('sell.reason.alikeIn', { garment, what: shared.join(t('garment.comma')) }) : t('sell.reason.alike', { garment })
    }
    case 'trending': {
      const rank = facts.rank ?? facts.place
      return typeof rank === 'number' ? t('sell.reason.rank', { rank: format.number(rank) }) : t('sell.reason.trending')
    }
    case 'outfit':
      return t('sell.reason.outfit', { garment })
    case 'size':
      return t('sell.reason.size', { size: String(facts.size ?? '') })
    case 'new':
    case 'pinned':
    case 'explored':
      return t(`sell.reason.${reason.kind}`)
    default:
      return language === 'zh-CN' ? reason.zh : reason.en
  }
}

/** What a rule did to a garment. */
export function traceWords({ effect, facts }: Pick<RuleTrace, 'effect' | 'facts'>, name: NameOf, t: Say, format: Format): string {
  const number = (what: string) => format.number(Number(facts[what] ?? 0))
  const group = groupWords({ brand: text(facts.brand), category: text(facts.category), attribute: text(facts.attribute) }, t)
  const of = (sentence: string) => (group ? t('sell.trace.of', { what: sentence, group }) : sentence)
  switch (effect) {
    case 'pinned':
      return t('sell.trace.pinned', { place: number('place') })
    case 'boosted':
      return of(t('sell.trace.boosted', { factor: number('factor') }))
    case 'buried':
      return of(t('sell.trace.buried', { factor: number('factor') }))
    case 'excluded':
      return of(t('sell.trace.excluded'))
    case 'capped':
      return of(t('sell.trace.capped', { most: number('most') }))
    case 'spread':
      return facts.past ? t('sell.trace.spreadPast', { garment: name(text(facts.past)) }) : t('sell.trace.spread')
    case 'explored':
      return t('sell.trace.explored', { of: number('of') })
    case 'out of stock':
      return facts.size ? t('sell.trace.goneIn', { size: text(facts.size) }) : t('sell.trace.gone')
  }
}

/** What a rule does, to what, and for whom where not for everybody: "Boost × 1.5: Coats (new visitors)". */
export function ruleWords(rule: RuleDraft, name: NameOf, t: Say, format: Format): string {
  const whom = [...(rule.audience ? [t(`sell.audience.${rule.audience}`)] : []), ...(rule.taste ? [t('sell.rule.taste', { what: tasteWords(rule.taste, t), share: Math.round(rule.share * 100) })] : [])]
  const said = doingWords(rule, name, t, format)
  return whom.length ? t('sell.rule.whom', { said, whom: whom.join(t('garment.comma')) }) : said
}

/** A taste: "Coats", "Linden". */
function tasteWords(taste: string, t: Say): string {
  const [what = '', ...rest] = taste.split('=')
  const value = rest.join('=')
  return groupWords({ brand: what === 'brand' ? value : '', category: what === 'category' ? value : '', attribute: what === 'brand' || what === 'category' ? '' : taste }, t)
}

function doingWords(rule: RuleDraft, name: NameOf, t: Say, format: Format): string {
  const what = rule.garment ? name(rule.garment) : groupWords(rule, t)
  switch (rule.verb) {
    case 'pin':
      return t('sell.rule.says.pin', { what, place: format.number(rule.place) })
    case 'boost':
      return t('sell.rule.says.boost', { what, factor: format.number(rule.factor) })
    case 'bury':
      return t('sell.rule.says.bury', { what, factor: format.number(rule.factor) })
    case 'exclude':
      return t('sell.rule.says.exclude', { what })
    case 'cap':
      return t('sell.rule.says.cap', { what, most: format.number(rule.most) })
  }
}

/** A group of garments: "Corvale House, Coats, red". */
export function groupWords({ brand, category, attribute }: Pick<RuleDraft, 'brand' | 'category' | 'attribute'>, t: Say): string {
  const [what = '', ...rest] = attribute.split('=')
  const said = [
    brand === '*' ? t('sell.rule.eachBrand') : inWords('brand', brand, t),
    inWords('category', category, t),
    ...(attribute ? valueWords(what, rest.join('='), t) : []),
  ]
  return said.filter(Boolean).join(t('garment.comma'))
}

/** An attribute's values; several of a name are joined by commas. */
function valueWords(what: string, value: string, t: Say): string[] {
  return value.split(', ').map((each) => (isSort(what) ? inWords(what, each, t) : attributeValue(what, each, t)))
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')
