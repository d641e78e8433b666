/** The models of a forecast in words: a mean of several, a weighted sum, or one; a plug-in's keeps its own name. */
import type { Words } from '@/locale'

const MODELS = ['naive', 'seasonal_naive', 'window_mean', 'drift', 'ets', 'ces', 'theta', 'dynamic_theta', 'mstl', 'croston', 'sba', 'tsb', 'adida', 'boosted', 'profiles', 'blend'] as const

/** "mean of naive and theta" or "0.6 ces + 0.4 naive" as the language says it. */
export function modelWords(said: string, t: Words['t']): string {
  const word = (name: string) => {
    const known = MODELS.find((each) => each === name)
    return known ? t(`plan.model.${known}`) : name
  }
  if (said.startsWith('mean of ')) {
    return t('plan.model.mean', { models: said.slice('mean of '.length).split(' and ').map(word).join(t('plan.model.joint')) })
  }
  return said
    .split(' + ')
    .map((part) => part.split(' ').map(word).join(' '))
    .join(' + ')
}
