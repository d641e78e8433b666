/** How a garment stands towards what a model said of it, as a dot and in words. */
import type { Garment } from '@/api'
import type { GarmentState } from '@/kit/GarmentCard'
import { inWords } from '@/house'
import type { Say } from '@/locale'

export type State = Garment['state']

const TONES = { sure: 'quiet', unsure: 'warn', differs: 'bad', confirmed: 'good' } as const

export function statesOf({ state, tag }: Pick<Garment, 'state' | 'tag'>, t: Say): GarmentState[] {
  if (state === 'none') return []
  return [{ tone: TONES[state], label: t(`kit.stateOf.${state}`, { label: inWords('category', tag?.label ?? '', t) }) }]
}

/** A card's quiet line: what is said of the garment, and that it is synthetic where it is. */
export function quietLine({ category, synthetic }: Pick<Garment, 'category' | 'synthetic'>, t: Say, line = inWords('category', category, t)): string {
  return [line, synthetic ? t('kit.how.synthetic') : ''].filter(Boolean).join(' · ')
}
