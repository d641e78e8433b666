/** Trace: not built yet; says what will stand here. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Trace() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.trace'))
  return (
    <EmptyState
      as="h1"
      eyebrow={t('rooms.coming')}
      title={t('rooms.trace.title')}
      steps={[t('rooms.trace.first'), t('rooms.trace.second'), t('rooms.trace.third')]}
      action={{ label: t('rooms.meanwhile'), href: '/garments' }}
    >
      <p>{t('rooms.trace.what')}</p>
    </EmptyState>
  )
}
