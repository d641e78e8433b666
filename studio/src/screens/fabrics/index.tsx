/** The fabric lab: cloths that are kept, one beside another, and searches for cloths nobody has woven yet. */
import { Button } from '@mantine/core'
import { Link, Navigate, useParams } from 'react-router'
import { Page } from '@/app'
import { AddIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { Compare } from './Compare'
import { Library } from './Library'
import { Search } from './Search'
import { Validation } from './Validation'
import classes from './Fabrics.module.css'

const TABS = { library: Library, compare: Compare, search: Search, validation: Validation } as const
type Tab = keyof typeof TABS

export default function Fabrics() {
  const { t } = useWords()
  const { tab = 'library' } = useParams()
  if (!(tab in TABS)) return <Navigate to="/design/fabrics" replace />
  const Shown = TABS[tab as Tab]
  return (
    <Page
      title={t('fabric.title')}
      eyebrow={<Link className={classes.back} to="/design">{t('shell.rooms.design')}</Link>}
      lead={t(`fabric.lead.${tab as Tab}`)}
      tabs={(Object.keys(TABS) as Tab[]).map((each) => ({ label: t(`fabric.tab.${each}`), href: `/design/fabrics/${each}` }))}
      actions={
        <Button component={Link} to="/design/fabrics/of/new" leftSection={<AddIcon size={16} aria-hidden />}>
          {t('fabric.state')}
        </Button>
      }
    >
      <Shown />
    </Page>
  )
}
