/** Why a size: said from the zones in the reader's language, as the server says it in English. */
import type { Advice, Size, Zone } from '@/api'
import type { Format, Say } from '@/locale'
import { inOrder, named, signed } from './words'

const WORST_FIRST = ['pulls', 'swims', 'snug', 'roomy'] as const

type Finds = Pick<Advice, 'sizes' | 'recommended' | 'candidates'>

export type Finding =
  | { kind: 'take'; size: Size; beside: Size | null }
  | { kind: 'between'; sizes: readonly [Size, Size] }
  | { kind: 'none'; nearest: Size }

/** What an advice comes to: one size, one of two, or none. */
export function findingOf({ sizes, recommended, candidates }: Finds): Finding {
  const [first, second] = sizes.filter(({ size }) => candidates.includes(size))
  if (!first) throw new RangeError('An advice about no size')
  if (recommended) return { kind: 'take', size: first, beside: besideOf(sizes, first) }
  return second ? { kind: 'between', sizes: [first, second] } : { kind: 'none', nearest: first }
}

/** The better of the sizes beside one: whoever reads this has that one in mind, too. */
function besideOf(sizes: readonly Size[], taken: Size): Size | null {
  const at = sizes.indexOf(taken)
  const near = [sizes[at - 1], sizes[at + 1]].filter((each) => each !== undefined)
  return near.sort((one, other) => other.score - one.score)[0] ?? null
}

/** Up to so many sizes about the one to look at first. */
export function sizesAbout({ sizes, recommended }: Pick<Advice, 'sizes' | 'recommended'>, count = 3): string[] {
  const best = [...sizes].sort((one, other) => other.score - one.score)[0]?.size
  const at = sizes.findIndex(({ size }) => size === (recommended || best))
  const first = Math.max(0, Math.min(at - Math.floor(count / 2), sizes.length - count))
  return sizes.slice(first, first + count).map(({ size }) => size)
}

/** How far a zone's ease is from what was wanted, in centimetres. */
export function offBy(zone: Zone): number {
  return (zone.ease_mm - zone.wanted_mm) / 10
}

/** The sentences that say why. */
export function reasonOf(advice: Finds, t: Say, format: Format): string[] {
  const finding = findingOf(advice)
  const how = (size: Size) => ({ size: size.size, how: howOf(size, t, format) })
  switch (finding.kind) {
    case 'take':
      return [t('fit.reason.take', how(finding.size)), ...(finding.beside ? [t('fit.reason.beside', how(finding.beside))] : [])]
    case 'between':
      return finding.sizes.map((size) => t('fit.reason.betweenOne', how(size)))
    case 'none':
      return [t('fit.reason.nearest', how(finding.nearest))]
  }
}

/** "snug at chest (−4 cm) and hip (−3 cm)", or "as designed, chest ±0 cm and waist +2 cm". */
function howOf(size: Size, t: Say, format: Format): string {
  const zones = inOrder(size.zones)
  const write = (value: number) => format.number(value)
  const off = (name: string, zone: Zone) => ({ zone: named('zone', name, t), off: signed(offBy(zone), write) })
  const parts = WORST_FIRST.flatMap((verdict) => {
    const found = zones.filter(([, zone]) => zone.verdict === verdict).sort(([, one], [, other]) => Math.abs(offBy(other)) - Math.abs(offBy(one)))
    if (found.length === 0) return []
    return [t(`fit.reason.${verdict}`, { zones: format.list(found.map(([name, zone]) => t('fit.reason.zoneOff', off(name, zone)))) })]
  })
  if (parts.length === 0) parts.push(t('fit.reason.right', { zones: format.list(zones.map(([name, zone]) => t('fit.reason.zone', off(name, zone)))) }))
  if (!size.stays) parts.push(t('fit.reason.slips'))
  return format.list(parts)
}
