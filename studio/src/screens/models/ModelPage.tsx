/** One version of one model: its head, what can be done with it, and its pages. */
import { Navigate } from 'react-router'
import { useModels, useVersion, useVersions, type Model } from '@/api'
import { Loaded, Page } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Actions } from './Actions'
import { addressOfVersion, isTab, type Tab, TABS } from './address'
import { CardTab } from './CardTab'
import { ExplainTab } from './explain/ExplainTab'
import { MistakesTab } from './mistakes/MistakesTab'
import classes from './Models.module.css'
import { OverviewTab } from './OverviewTab'
import { QualityTab } from './quality/QualityTab'
import { SizeTab } from './SizeTab'
import { StageMark } from './StageMark'
import { TrainingTab } from './TrainingTab'
import { VersionPicker } from './VersionPicker'

export interface TabProps {
  model: Model
}

const PAGES: Record<Tab, (props: TabProps) => React.ReactNode> = {
  overview: OverviewTab,
  quality: QualityTab,
  mistakes: MistakesTab,
  training: TrainingTab,
  explain: ExplainTab,
  size: SizeTab,
  card: CardTab,
}

export function ModelPage({ name, version, tab }: { name: string; version: string | undefined; tab: string | undefined }) {
  if (!version) return <Current name={name} />
  if (!isTab(tab)) return <Navigate to={addressOfVersion({ name, version })} replace />
  return <One name={name} version={version} tab={tab} />
}

/** A bare name stands for its production version; the address says which one that is. */
function Current({ name }: { name: string }) {
  const versions = useVersions(name)
  return (
    <Loaded query={versions} skeleton={<PageSkeleton />}>
      {(items) => {
        const current = items.find((each) => each.is_current) ?? items[0]
        return current ? <Navigate to={addressOfVersion(current)} replace /> : <Navigate to="/lab/models" replace />
      }}
    </Loaded>
  )
}

function One({ name, version, tab }: { name: string; version: string; tab: Tab }) {
  const { t } = useWords()
  const model = useVersion(name, version)
  const listed = useModels().items.find((each) => each.name === name && each.version === version)
  const Tab = PAGES[tab]
  // What the list knows already stands at once; the rest follows.
  const query = { ...model, data: model.data ?? listed }
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(data) => (
        <Page
          title={name}
          eyebrow={
            <span className={classes.eyebrow}>
              <span>{t('models.eyebrow')}</span>
              <VersionPicker model={data} tab={tab} />
              <StageMark stage={data.stage} />
            </span>
          }
          lead={data.card?.intended_use}
          actions={<Actions model={data} />}
          tabs={TABS.map((each) => ({ label: t(`models.tab.${each}`), href: addressOfVersion(data, each) }))}
        >
          {data.error ? <ErrorNote error={data.error} /> : null}
          <Tab key={`${name} ${version}`} model={data} />
        </Page>
      )}
    </Loaded>
  )
}
