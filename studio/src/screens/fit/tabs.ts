/** The three ways to try on in the room: in every size on a measured body, on a photo, and before a mirror. */
import type { Say } from '@/locale'

export const fitTabs = (t: Say) => [
  { label: t('mirror.tabs.fit'), href: '/fit' },
  { label: t('mirror.tabs.photo'), href: '/fit/photo' },
  { label: t('mirror.tabs.mirror'), href: '/fit/mirror' },
]
