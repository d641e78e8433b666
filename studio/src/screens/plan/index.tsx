/** Plan: what rises and fades; demand and stock are not built yet, and say what will stand here. */
import { useParams } from 'react-router'
import { fetched, Page, usePageTitle } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'

const Trends = fetched(() => import('./Trends'), 'trends')

export default function Plan() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  return tab === 'trends' ? (
    <Page title={t('shell.rooms.plan')}>
      <Trends />
    </Page>
  ) : (
    <Coming />
  )
}

function Coming() {
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
