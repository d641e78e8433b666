/** Lab > Study: the Fashion-MNIST study's place. (A first version: the screen's engineer replaces it.) */
import { Page } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

export default function Study() {
  const { t } = useWords()
  return (
    <Page
      title={t('shell.pages.study')}
      eyebrow={t('shell.rooms.lab')}
      tabs={[
        { label: t('shell.pages.models'), href: '/lab/models' },
        { label: t('shell.pages.study'), href: '/lab/study' },
      ]}
    >
      <EmptyState title={t('study.comingTitle')} action={{ label: t('shell.pages.models'), href: '/lab/models' }}>
        <p>{t('study.coming')}</p>
      </EmptyState>
    </Page>
  )
}
