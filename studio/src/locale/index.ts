/** Words, numbers and dates in the reader's language. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFor } from './format'
import type { Say } from './keys'
import type { Language } from './language'

export { type Format, formatFor } from './format'
export { type Key, type Part, parts, type Say } from './keys'
export { choose, type Language, languages, ownNames, preferredLanguage, say, speak, words } from './language'

/** `t` for words (keys are checked by the compiler), `format` for numbers and dates, `language` as chosen. */
export function useWords() {
  const { t, i18n } = useTranslation()
  const language = (i18n.resolvedLanguage ?? i18n.language ?? 'en') as Language
  const format = useMemo(() => formatFor(language), [language])
  return { t: t as unknown as Say, format, language }
}
