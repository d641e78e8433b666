/** Mirror: a garment on whoever stands before the camera, or is on a photo; the pictures stay in this browser. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { type ArManifest, arAddresses, type ArWanted, asApiError, fetchMirror, useAr, useGarment } from '@/api'
import { Page, useAddress } from '@/app'
import { said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { JobStitch } from '@/kit/JobStitch'
import { useWords } from '@/locale'
import { GarmentSearch, UNCUT } from '@/screens/fit/GarmentChoice'
import { fitTabs } from '@/screens/fit/tabs'
import { Glass } from './Glass'
import classes from './Mirror.module.css'

export default function MirrorScreen() {
  const { t, language } = useWords()
  const { query, change } = useAddress()
  const id = query.get('garment') ?? ''
  const wanted = useMemo<ArWanted>(() => ({ size: query.get('size') ?? '', wearer: query.get('wearer') ?? '' }), [query])
  const garment = useGarment(id).data?.data
  const made = useAr(id, wanted, id !== '')
  const name = garment ? said(garment, 'name', language) : id
  const address = made.manifest ? arAddresses(id, wanted).mirror : null
  const file = useMemo(() => (address ? { name: address, load: (signal: AbortSignal) => fetchMirror(address, signal) } : null), [address])
  const way = query.get('anchor') === 'shoulders' ? 'shoulders' : 'body'
  const error = made.error ? asApiError(made.error) : null
  return (
    <Page title={t('mirror.title')} lead={t('mirror.lead')} tabs={fitTabs(t)}>
      <Glass file={file} name={name} size={made.manifest?.size ?? ''} way={way}>
        <GarmentSearch id={id} onTake={(next) => change({ garment: next, size: null, wearer: null })} />
        {id === '' ? <p className="small quiet">{t('mirror.pickHint')}</p> : null}
        {made.manifest ? <Sizes manifest={made.manifest} wanted={wanted} onChange={change} /> : null}
        {made.job ? (
          <div className={classes.work}>
            <JobStitch compact title={t('mirror.making', { name })} state={made.job.state} done={made.job.done} total={made.job.total} />
            <p className="small quiet">{t('mirror.waits')}</p>
          </div>
        ) : null}
        {error ? error.code === UNCUT ? <Uncut id={id} /> : <ErrorNote error={error} onRetry={made.again} /> : null}
        {made.manifest ? (
          <p className="small quiet">
            <HowBadge how="synthetic" /> {t('mirror.synthetic')}
          </p>
        ) : null}
      </Glass>
    </Page>
  )
}

function Sizes({ manifest, wanted, onChange }: { manifest: ArManifest; wanted: ArWanted; onChange: (changes: Record<string, string>) => void }) {
  const { t } = useWords()
  return (
    <div className={classes.sizes}>
      <Select
        label={t('mirror.size')}
        allowDeselect={false}
        value={manifest.size}
        data={manifest.sizes}
        // Another size on the same body: only so does one see the difference.
        onChange={(next) => (next ? onChange({ size: next, wearer: wanted.wearer || manifest.wearer }) : undefined)}
      />
      <Select
        label={t('mirror.wearer')}
        allowDeselect={false}
        value={manifest.wearer}
        data={manifest.sizes}
        onChange={(next) => (next ? onChange({ size: manifest.size, wearer: next }) : undefined)}
      />
    </div>
  )
}

function Uncut({ id }: { id: string }) {
  const { t } = useWords()
  return (
    <EmptyState title={t('fit.garment.uncut')} action={{ label: t('fit.garment.toPattern'), href: `/garments/${encodeURIComponent(id)}/pattern` }}>
      <p>{t('fit.garment.uncutHint')}</p>
    </EmptyState>
  )
}
