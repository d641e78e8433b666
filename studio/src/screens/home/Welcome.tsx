/** The empty shop: three ways to fill it. */
import { usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'
import { Adding } from '@/screens/garments/Add'

const PHOTOS = 'modiste import photos/'
const FASHION_MNIST = 'modiste import fashion-mnist'

export default function Welcome() {
  const { t } = useWords()
  usePageTitle(t('shell.rooms.home'))
  return (
    <>
      <EmptyState
        as="h1"
        eyebrow={t('shell.rooms.home')}
        title={t('home.emptyTitle')}
        steps={[
          t('home.emptyDrop'),
          <span key="import">
            {t('home.emptyImport')} <code>{PHOTOS}</code>
          </span>,
          <span key="mnist">
            {t('home.emptyMnist')} <code>{FASHION_MNIST}</code>
          </span>,
        ]}
      >
        <p>{t('home.empty')}</p>
      </EmptyState>
      <Adding categories={[]} />
    </>
  )
}
