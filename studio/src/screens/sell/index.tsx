/** Sell: not built yet; says what will stand here. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Sell() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.sell'))
  return (
    <EmptyState
      as="h1"
      eyebrow={t('rooms.coming')}
      title={t('rooms.sell.title')}
      steps={[t('rooms.sell.first'), t('rooms.sell.second'), t('rooms.sell.third')]}
      action={{ label: t('rooms.meanwhile'), href: '/garments' }}
    >
      <p>{t('rooms.sell.what')}</p>
    </EmptyState>
  )
}
