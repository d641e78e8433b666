/** One garment, the spine of the house: its picture on the left, its facts and its ten tabs on the right. */
import { Button } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { asApiError, type Garment as Data, useEdit, useGarment } from '@/api'
import { Page } from '@/app'
import { said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { DeleteIcon } from '@/kit/Icon'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { useTellOfEdit } from '@/screens/garments/Bulk'
import { EditForm } from './EditForm'
import { Facts } from './Facts'
import { type Tab, tabOf } from './heads'
import { Pictures } from './Pictures'
import { Tabs } from './Tabs'
import { LookAlikes } from './tabs/LookAlikes'
import { Photos } from './tabs/Photos'
import { Tags } from './tabs/Tags'
import classes from './Garment.module.css'

// Cloth and bodies come with the tabs that show them.
const Pattern = lazy(() => import('./tabs/Pattern'))
const Sketch = lazy(() => import('./tabs/Sketch'))
const Fabric = lazy(() => import('./tabs/Fabric'))
const Demand = lazy(() => import('./tabs/Demand'))
const Journey = lazy(() => import('./tabs/Journey'))
const Passport = lazy(() => import('./tabs/Passport'))
const TryOn = lazy(() => import('./tabs/TryOn'))
const FETCHED = { sketch: Sketch, pattern: Pattern, fabric: Fabric, 'try-on': TryOn, demand: Demand, journey: Journey, passport: Passport } as const

const GONE = 'MOD-1103'
/** These tabs need the whole page's width. */
const WIDE: readonly (Tab | null)[] = ['pattern', 'try-on']
/** These need more of it than half: the pictures stand back, the tab begins where its name is. */
const BROAD: readonly (Tab | null)[] = ['sketch', 'fabric', 'demand', 'journey', 'passport']

export default function Garment() {
  const { t, language } = useWords()
  const { id = '', tab: named } = useParams()
  const tab = tabOf(named)
  const garment = useGarment(id)
  const [editing, setEditing] = useState(false)
  const remove = useRemove(id)
  if (garment.error && !garment.data) {
    const error = asApiError(garment.error)
    if (error.code === GONE) {
      return (
        <EmptyState as="h1" eyebrow={id} title={t('garment.gone')} action={{ label: t('shell.rooms.garments'), href: '/garments' }}>
          <p>{t('garment.goneHint')}</p>
        </EmptyState>
      )
    }
    return <ErrorNote error={error} onRetry={() => void garment.refetch()} />
  }
  if (!garment.data) return <PageSkeleton />
  const shown = garment.data.data
  const isWide = WIDE.includes(tab)
  const isNarrow = isWide || BROAD.includes(tab)
  const body = (
    <section aria-label={t(`garment.tabs.${tab ?? 'photos'}`)}>
      {tab ? <TabBody key={`${id} ${tab}`} tab={tab} garment={shown} /> : <p className="quiet">{t('garment.noTab')}</p>}
    </section>
  )
  return (
    <Page
      title={said(shown, 'name', language)}
      eyebrow={<Link className={classes.back} to="/garments">{t('shell.rooms.garments')}</Link>}
      lead={shown.description ? <bdi>{said(shown, 'description', language)}</bdi> : undefined}
      actions={
        <>
          <Button variant="default" onClick={() => setEditing(true)} disabled={editing}>
            {t('garment.edit')}
          </Button>
          <Button variant="subtle" leftSection={<DeleteIcon size={16} aria-hidden />} loading={remove.isPending} onClick={remove.run}>
            {t('garments.bulk.delete')}
          </Button>
        </>
      }
    >
      <div className={classes.halves} data-wide={isNarrow}>
        <Pictures garment={shown} narrow={isNarrow} />
        <div className={classes.right}>
          {editing ? <EditForm looked={garment.data} onClose={() => setEditing(false)} /> : <Facts garment={shown} />}
          <Tabs id={id} current={tab ?? 'photos'} />
          {isWide ? null : body}
        </div>
      </div>
      {isWide ? <div className={classes.wide}>{body}</div> : null}
    </Page>
  )
}

function TabBody({ tab, garment }: { tab: Tab; garment: Data }) {
  if (tab === 'photos') return <Photos id={garment.id} />
  if (tab === 'tags') return <Tags garment={garment} />
  if (tab === 'look-alikes') return <LookAlikes garment={garment} />
  const Shown = FETCHED[tab]
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Shown garment={garment} />
    </Suspense>
  )
}

/** Deleting leads back to the garments, with the way to undo it. */
function useRemove(id: string) {
  const edit = useEdit()
  const tellOf = useTellOfEdit()
  const navigate = useNavigate()
  const run = () =>
    edit.mutate(
      { verb: 'delete', choose: { ids: [id] } },
      {
        onSuccess: (edited) => {
          tellOf(edited, 'delete')
          if (edited.change) void navigate('/garments', { replace: true })
        },
      },
    )
  return { run, isPending: edit.isPending }
}
