/** Values as a person reads them: our own states in words, a house's own words as they are. */
import type { ChosenBy } from '@/api'
import { inWords, isSort } from '@/house'
import type { Say } from '@/locale'

const STATES = ['none', 'sure', 'unsure', 'differs', 'confirmed'] as const

export function valueInWords(name: ChosenBy, value: string, t: Say): string {
  if (name !== 'state') return isSort(name) ? inWords(name, value, t) : value
  const state = STATES.find((each) => each === value)
  return state ? t(`garments.state.${state}`) : value
}
