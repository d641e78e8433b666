/** Trace: where things are and what devices say, how machines are, settings, journeys and passports, what was set aside. */
import { Navigate, useParams } from 'react-router'
import { Page } from '@/app'
import { useWords } from '@/locale'
import { Aside } from './aside'
import { Journeys } from './Journeys'
import { Passports } from './passports'
import { Plant } from './plant'
import { Settings } from './settings'
import { Supply } from './supply'

const TABS = { supply: Supply, plant: Plant, settings: Settings, journeys: Journeys, passports: Passports, aside: Aside } as const
type Tab = keyof typeof TABS

export default function Trace() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/trace/supply" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page title={t('shell.rooms.trace')} lead={t(`trace.lead.${tab as Tab}`)} tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`trace.tab.${each}`), href: `/trace/${each}` }))}>
      <Shown />
    </Page>
  )
}
