/** The Lab's two pages, as tabs. */
import type { Say } from '@/locale'

export function labTabs(t: Say) {
  return [
    { label: t('shell.pages.models'), href: '/lab/models' },
    { label: t('shell.pages.study'), href: '/lab/study' },
  ]
}
