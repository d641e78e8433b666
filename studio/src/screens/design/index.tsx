/** The design desk: from words to a pattern, prints at true scale, concepts by a generator, and the mood board beside. */
import { Navigate, useParams } from 'react-router'
import { Page } from '@/app'
import { useWords } from '@/locale'
import { Board } from './Board'
import { Concepts } from './Concepts'
import { Patterns } from './Patterns'
import { Prints } from './Prints'

const TABS = { patterns: Patterns, prints: Prints, concepts: Concepts, board: Board } as const
type Tab = keyof typeof TABS

export default function Design() {
  const { t } = useWords()
  const { tab = '' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/design/patterns" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page
      title={t('shell.rooms.design')}
      lead={t(`desk.lead.${tab as Tab}`)}
      tabs={[...(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`desk.tab.${each}`), href: `/design/${each}` })), { label: t('rooms.design.fabrics'), href: '/design/fabrics' }]}
    >
      <Shown />
    </Page>
  )
}
