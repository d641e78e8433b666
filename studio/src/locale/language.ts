/** Which language the studio speaks: i18next, its words in one file a room and language, fetched when needed. */
import i18next, { type ResourceLanguage } from 'i18next'
import { type Part, parts, type Say } from './keys'

export const languages = ['en', 'zh-CN'] as const
export type Language = (typeof languages)[number]

/** Each language by its own name. */
export const ownNames: Record<Language, string> = { en: 'English', 'zh-CN': '简体中文' }

const STORED = 'modiste.language'

const files = import.meta.glob<{ default: ResourceLanguage }>('./*/*.json')
const wanted = new Set<Part>(['frame'])

/** The language chosen here before, else the browser's, else English. */
export function preferredLanguage(): Language {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(STORED)
  } catch {
    // Storage may be closed to us; then the browser's preference holds.
  }
  if (languages.includes(stored as Language)) return stored as Language
  return navigator.languages.some((each) => each.toLowerCase().startsWith('zh')) &&
    !navigator.languages[0]?.toLowerCase().startsWith('en')
    ? 'zh-CN'
    : 'en'
}

/** Speak a language from now on, here and after a reload: what a person chose. */
export async function choose(language: Language): Promise<void> {
  try {
    localStorage.setItem(STORED, language)
  } catch {
    // Then it is asked again next time.
  }
  await speak(language)
}

/** Speak a language, fetching its words first. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'frame',
      ns: [...parts],
      fallbackNS: [...parts],
      interpolation: { escapeValue: false }, // React escapes
      resources: {},
      returnNull: false,
      showSupportNotice: false,
    } as Parameters<typeof i18next.init>[0])
  }
  await fetchWords(language)
  if (language === 'zh-CN' && typeof window !== 'undefined' && !import.meta.env.VITEST) {
    // The Han font's sheet names a hundred slices; who reads English need not fetch it.
    void import('@/look/han.css')
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Says a key where there is no component to hear of another language. */
export const say = ((key, values) => i18next.t(key, values ?? {})) as Say

/** Whether there is a word for a key, in the language that is spoken. */
export const knows = (key: string): boolean => i18next.exists(key)

/** The words of these parts are there when this settles, in whatever language is spoken from now on. */
export async function words(...more: Part[]): Promise<void> {
  more.forEach((part) => wanted.add(part))
  if (i18next.isInitialized) await fetchWords(i18next.language as Language)
}

async function fetchWords(language: Language): Promise<void> {
  const missing = [...wanted].filter((part) => !i18next.hasResourceBundle(language, part))
  await Promise.all(
    missing.map(async (part) => i18next.addResourceBundle(language, part, (await files[`./${language}/${part}.json`]!()).default)),
  )
}
