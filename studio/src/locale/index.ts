/** Words, numbers and dates in the reader's language. */
import i18next from 'i18next'
import { useSyncExternalStore } from 'react'
import { type Format, formatFor } from './format'
import type { Say } from './keys'
import type { Language } from './language'

export { type Format, formatFor } from './format'
export { type Key, type Part, parts, type Say } from './keys'
export { choose, knows, type Language, languages, ownNames, preferredLanguage, say, speak, words } from './language'

export interface Words {
  /** Says a key; the compiler knows them all. */
  t: Say
  /** Numbers and dates. */
  format: Format
  language: Language
}

let spoken: Words | undefined

/** The words of the language that is spoken; one object until it changes, for a wall has hundreds who ask. */
export function useWords(): Words {
  return useSyncExternalStore(onLanguage, wordsNow)
}

function wordsNow(): Words {
  const language = (i18next.language ?? 'en') as Language
  if (spoken?.language !== language) spoken = { t: i18next.getFixedT(language) as unknown as Say, format: formatFor(language), language }
  return spoken
}

function onLanguage(heard: () => void): () => void {
  i18next.on('languageChanged', heard)
  return () => i18next.off('languageChanged', heard)
}
