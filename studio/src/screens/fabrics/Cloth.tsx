/** One cloth: its face and what is stated of it, and what follows while it is typed. */
import { Button, Tabs } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { addressOf, asApiError, type FabricSheet, type KeptFabric, useFabric, useFabricSheet, useForgetFabric, useKeepFabric, useSendFabric } from '@/api'
import { Loaded, Page, Section, tell, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { DeleteIcon, DownloadIcon } from '@/kit/Icon'
import { FiguresSkeleton, PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Comfort } from './Comfort'
import { Drawing } from './Drawing'
import { Footprint } from './Footprint'
import { Functions } from './Functions'
import { Measured } from './Measured'
import { Properties } from './Properties'
import { FRESH, fieldOf, formOf, givenOf, idOf } from './spec'
import { SpecFields } from './SpecFields'
import classes from './Fabrics.module.css'

const SETTLED_MS = 350
const TABS = ['sheet', 'measured', 'comfort', 'functions', 'footprint'] as const
const GONE = 'MOD-2814'

export default function Cloth() {
  const { t } = useWords()
  const { id = '' } = useParams()
  const isNew = id === 'new'
  const fabric = useFabric(isNew ? '' : id)
  if (isNew) return <Stated key="new" />
  return (
    <Loaded
      query={fabric}
      skeleton={<PageSkeleton />}
      absent={(error) =>
        error.code === GONE ? (
          <EmptyState as="h1" eyebrow={id} title={t('fabric.gone')} action={{ label: t('fabric.title'), href: '/design/fabrics' }}>
            <p>{t('fabric.goneHint')}</p>
          </EmptyState>
        ) : null
      }
    >
      {(kept) => <Stated key={JSON.stringify(kept.spec)} kept={kept} />}
    </Loaded>
  )
}

function Stated({ kept }: { kept?: KeptFabric }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const { query, change } = useAddress()
  const tab = TABS.find((each) => each === query.get('tab')) ?? 'sheet'
  const [form, setForm] = useState(kept ? formOf(kept) : FRESH)
  const [settled] = useDebouncedValue(form, SETTLED_MS)
  const given = givenOf(settled, kept)
  const sheet = useFabricSheet(given)
  const keep = useKeepFabric()
  const forget = useForgetFabric()
  const send = useSendFabric()
  const error = sheet.error ? asApiError(sheet.error) : null
  const field = error ? fieldOf(error, settled) : null
  const name = form.name || t('fabric.unnamed')
  const isChanged = !kept || JSON.stringify(formOf(kept)) !== JSON.stringify(form)
  const save = () => {
    const id = kept?.id ?? idOf(form.name)
    keep.mutate({ id, given: givenOf(form, kept) }, { onSuccess: () => void navigate(`/design/fabrics/of/${encodeURIComponent(id)}`, { replace: true }) })
  }
  const leave = () => {
    if (!kept) return
    const before = { id: kept.id, given: givenOf(formOf(kept), kept) }
    forget.mutate(kept.id, {
      onSuccess: () => {
        tell.undo(t('fabric.forgotten', { name: kept.name }), t('kit.undo'), () => keep.mutate(before))
        void navigate('/design/fabrics')
      },
    })
  }
  return (
    <Page
      title={name}
      eyebrow={<Link className={classes.back} to="/design/fabrics">{t('fabric.title')}</Link>}
      actions={
        <>
          <Button onClick={save} loading={keep.isPending} disabled={!isChanged || form.name.trim() === '' || error !== null}>
            {t(kept ? 'fabric.save' : 'fabric.keep')}
          </Button>
          {kept ? (
            <>
            <Button component="a" variant="default" href={addressOf('/api/v1/fabrics/{id}/sheet.pdf', { id: kept.id })} download leftSection={<DownloadIcon size={16} aria-hidden />}>
              {t('fabric.pdf')}
            </Button>
            <Button variant="default" loading={send.isPending} onClick={() => send.mutate(kept.id, { onSuccess: () => tell.done(t('fabric.sent', { name })) })}>
              {t('fabric.send')}
            </Button>
            <Button variant="subtle" leftSection={<DeleteIcon size={16} aria-hidden />} onClick={leave}>
              {t('fabric.forget')}
            </Button>
            </>
          ) : null}
        </>
      }
    >
      {keep.error ? <ErrorNote error={asApiError(keep.error)} compact /> : null}
      <Tabs value={tab} onChange={(next) => change({ tab: next === 'sheet' ? null : next })} keepMounted={false}>
        <Tabs.List aria-label={t('fabric.title')}>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`fabric.tabs.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="sheet">
          <div className={classes.cloth}>
            <Drawing given={given} name={name} sheet={sheet.data} />
            <div>
              <SpecFields form={form} onChange={(changed) => setForm((before) => ({ ...before, ...changed }))} error={error} field={field} construction={sheet.data?.construction} />
              {error && field === null ? <ErrorNote error={error} compact /> : null}
            </div>
          </div>
          <Follows sheet={sheet.data} isRefused={error !== null} />
        </Tabs.Panel>
        <Tabs.Panel value="measured" className={classes.panel!}>
          <Measured given={given} sheet={sheet.data} />
        </Tabs.Panel>
        <Tabs.Panel value="comfort" className={classes.panel!}>
          <Comfort title={t('fabric.comfort.title')} cloths={[{ name, given }]} />
        </Tabs.Panel>
        <Tabs.Panel value="functions" className={classes.panel!}>
          <Functions given={given} />
        </Tabs.Panel>
        <Tabs.Panel value="footprint" className={classes.panel!}>
          <Footprint given={given} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

function Follows({ sheet, isRefused }: { sheet: FabricSheet | undefined; isRefused: boolean }) {
  const { t } = useWords()
  if (!sheet) return isRefused ? <p className="quiet">{t('fabric.untilRight')}</p> : <FiguresSkeleton count={6} />
  return (
    <Section title={t('fabric.follows')}>
      <Properties sheet={sheet} />
    </Section>
  )
}
