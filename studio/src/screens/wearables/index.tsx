/** Wearables: recordings of what people did, models that tell it, where sensors go, devices that carry both. */
import { Link, Navigate, useLocation, useParams } from 'react-router'
import { Page } from '@/app'
import { useWords } from '@/locale'
import { Devices } from './Devices'
import { Models } from './Models'
import { Placement } from './Placement'
import { Recordings } from './Recordings'
import classes from './Wearables.module.css'

const TABS = { recordings: Recordings, models: Models, placement: Placement, devices: Devices } as const
type Tab = keyof typeof TABS

export default function Wearables() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  const { search } = useLocation()
  if (!(tab in TABS)) return <Navigate to={`/lab/wearables/recordings${search}`} replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page
      title={t('wearables.title')}
      eyebrow={<Link className={classes.back} to="/lab">{t('shell.rooms.lab')}</Link>}
      lead={t(`wearables.lead.${tab as Tab}`)}
      tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`wearables.tab.${each}`), href: `/lab/wearables/${each}` }))}
    >
      <Shown />
    </Page>
  )
}
