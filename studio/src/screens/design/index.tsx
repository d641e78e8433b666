/** Design: not built yet; says what will stand here. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Design() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.design'))
  return (
    <EmptyState
      as="h1"
      eyebrow={t('rooms.coming')}
      title={t('rooms.design.title')}
      steps={[t('rooms.design.first'), t('rooms.design.second'), t('rooms.design.third')]}
      action={{ label: t('rooms.design.fabrics'), href: '/design/fabrics' }}
      secondary={{ label: t('rooms.meanwhile'), href: '/garments' }}
    >
      <p>{t('rooms.design.what')}</p>
    </EmptyState>
  )
}
