/** Sell: what each customer would be shown and why, what the house wants shown, and which way of choosing is better. */
import { Navigate, useParams } from 'react-router'
import { Page } from '@/app'
import { useWords } from '@/locale'
import { Experiments } from './Experiments'
import { Merchandise } from './Merchandise'
import { Recommend } from './Recommend'

const TABS = { recommend: Recommend, merchandise: Merchandise, experiments: Experiments } as const
type Tab = keyof typeof TABS

export default function Sell() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/sell/recommend" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page title={t('sell.title')} lead={t(`sell.lead.${tab as Tab}`)} tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`sell.tab.${each}`), href: `/sell/${each}` }))}>
      <Shown />
    </Page>
  )
}
