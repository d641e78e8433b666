/** Data: files on their way in, rows that were refused, and what the shop's data are worth. */
import { Navigate, useParams } from 'react-router'
import { Page } from '@/app'
import { useWords } from '@/locale'
import { Import } from './Import'
import { Quality } from './Quality'
import { Quarantine } from './Quarantine'
import { Review } from './Review'

const TABS = { import: Import, quarantine: Quarantine, review: Review, quality: Quality } as const
type Tab = keyof typeof TABS

export default function Data() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/data/import" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page title={t('data.title')} lead={t(`data.lead.${tab as Tab}`)} tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`data.tab.${each}`), href: `/data/${each}` }))}>
      <Shown />
    </Page>
  )
}
