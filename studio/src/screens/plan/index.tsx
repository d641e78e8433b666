/** Plan: what will sell and what wants a look first, what rises and fades, what lies in stock, and what was decided on both. */
import { Navigate, useParams } from 'react-router'
import { fetched, Page } from '@/app'
import { useWords } from '@/locale'
import { Decisions } from './Decisions'
import { Demand } from './Demand'
import { Stock } from './Stock'

const Trends = fetched(() => import('./Trends'), 'trends')

const TABS = { demand: Demand, trends: Trends, stock: Stock, decisions: Decisions } as const
type Tab = keyof typeof TABS

export default function Plan() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/plan/demand" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page title={t('plan.title')} lead={t(`plan.lead.${tab as Tab}`)} tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`plan.tab.${each}`), href: `/plan/${each}` }))}>
      <Shown />
    </Page>
  )
}
