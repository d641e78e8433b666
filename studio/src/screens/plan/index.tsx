/** Plan: not built yet; says what will stand here. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Plan() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.plan'))
  return (
    <EmptyState
      as="h1"
      eyebrow={t('rooms.coming')}
      title={t('rooms.plan.title')}
      steps={[t('rooms.plan.first'), t('rooms.plan.second'), t('rooms.plan.third')]}
      action={{ label: t('rooms.meanwhile'), href: '/garments' }}
    >
      <p>{t('rooms.plan.what')}</p>
    </EmptyState>
  )
}
