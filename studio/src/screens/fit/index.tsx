/** Fit: not built yet; says what will stand here. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Fit() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.fit'))
  return (
    <EmptyState
      as="h1"
      eyebrow={t('rooms.coming')}
      title={t('rooms.fit.title')}
      steps={[t('rooms.fit.first'), t('rooms.fit.second'), t('rooms.fit.third')]}
      action={{ label: t('rooms.meanwhile'), href: '/garments' }}
    >
      <p>{t('rooms.fit.what')}</p>
    </EmptyState>
  )
}
