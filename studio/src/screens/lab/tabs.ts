/** The Lab's pages, as tabs. */
import type { Say } from '@/locale'

export function labTabs(t: Say) {
  return [
    { label: t('shell.pages.models'), href: '/lab/models' },
    { label: t('augmentation.title'), href: '/lab/augmentation' },
    { label: t('shell.pages.wearables'), href: '/lab/wearables' },
    { label: t('shell.pages.study'), href: '/lab/study' },
  ]
}
