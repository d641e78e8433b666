/** An address that leads nowhere. */
import { useLocation } from 'react-router'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'
import { usePageTitle } from './Page'

export function NotFound() {
  const { t } = useWords()
  const { pathname } = useLocation()
  usePageTitle(t('shell.notFound.title'))
  return (
    <EmptyState as="h1" eyebrow="404" title={t('shell.notFound.title')} action={{ label: t('shell.notFound.home'), href: '/' }}>
      <p>{t('shell.notFound.why', { path: pathname })}</p>
    </EmptyState>
  )
}
