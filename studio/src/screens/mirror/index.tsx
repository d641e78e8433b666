/** Mirror: a garment on whoever stands before the camera, or is on a photo; the pictures stay in this browser. */
import { Button, FileButton, Select } from '@mantine/core'
import { useMemo, useRef } from 'react'
import { type ArManifest, arAddresses, type ArWanted, asApiError, useAr, useGarment } from '@/api'
import { Page, useAddress } from '@/app'
import { said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { CameraIcon, DownloadIcon, PhotoIcon } from '@/kit/Icon'
import { JobStitch } from '@/kit/JobStitch'
import { snapshot } from '@/kit/Mirror'
import { fileName, save } from '@/kit/Save'
import { useWords } from '@/locale'
import { GarmentSearch, UNCUT } from '@/screens/fit/GarmentChoice'
import { fitTabs } from '@/screens/fit/tabs'
import { useMirror } from './useMirror'
import classes from './Mirror.module.css'

const ACCEPT = 'image/jpeg,image/png,image/webp'

export default function MirrorScreen() {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const id = query.get('garment') ?? ''
  const wanted = useMemo<ArWanted>(() => ({ size: query.get('size') ?? '', wearer: query.get('wearer') ?? '' }), [query])
  const garment = useGarment(id).data?.data
  const made = useAr(id, wanted, id !== '')
  const name = garment ? said(garment, 'name', language) : id
  const picture = useRef<HTMLCanvasElement>(null)
  const cloth = useRef<HTMLCanvasElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const file = made.manifest ? arAddresses(id, wanted).mirror : null
  const way = query.get('anchor') === 'shoulders' ? 'shoulders' : 'body'
  const { fate, before, trouble, glance, isWorn, start, stop, photo } = useMirror({ picture, garment: cloth, video }, file, way)
  const error = made.error ? asApiError(made.error) : null
  const size = made.manifest?.size ?? ''
  const isOn = before !== 'nothing'
  const keep = async () => {
    const says = t('mirror.mark', { name, size })
    const kept = await snapshot([picture.current!, cloth.current!], before === 'camera', says)
    save(fileName(`${name} ${size}`, 'png'), kept)
  }
  return (
    <Page title={t('mirror.title')} lead={t('mirror.lead')} tabs={fitTabs(t)}>
      <div className={classes.room}>
        <div className={classes.glass} data-on={isOn && glance !== null} data-mirrored={before === 'camera'} aria-busy={fate === 'opening'}>
          <div
            className={classes.layers}
            role="img"
            aria-label={glance?.isSomebody && isWorn ? t('mirror.labelWorn', { name, size }) : t('mirror.label')}
          >
            <canvas ref={picture} data-layer="picture" width={3} height={4} />
            <canvas ref={cloth} data-layer="garment" width={3} height={4} />
          </div>
          <video ref={video} muted playsInline className={classes.video} aria-hidden tabIndex={-1} />
          {isOn && glance ? null : <Waiting fate={fate} isOn={isOn} trouble={trouble} />}
          {glance && !glance.isSomebody ? (
            <p className={classes.nobody} role="status">
              {t('mirror.nobody')}
            </p>
          ) : null}
        </div>
        <div className={classes.side}>
          <div className={classes.ways}>
            {before === 'camera' ? (
              <Button variant="default" onClick={stop}>
                {t('mirror.stop')}
              </Button>
            ) : (
              <Button leftSection={<CameraIcon size={18} />} loading={fate === 'opening'} disabled={fate === 'noWebgl'} onClick={() => void start()}>
                {t('mirror.start')}
              </Button>
            )}
            <FileButton accept={ACCEPT} onChange={(chosen) => (chosen ? void photo(chosen) : undefined)}>
              {(props) => (
                <Button {...props} variant="default" leftSection={<PhotoIcon size={18} />} disabled={fate === 'noWebgl'}>
                  {t('mirror.photo')}
                </Button>
              )}
            </FileButton>
            <Button variant="default" leftSection={<DownloadIcon size={18} />} disabled={!glance?.isSomebody || !isWorn} onClick={() => void keep()}>
              {t('mirror.snapshot')}
            </Button>
          </div>
          <p className={`small quiet ${classes.rate}`} aria-live="off" data-rate={glance?.rate ?? ''}>
            {glance ? (
              <>
                <HowBadge how="measured" bare />{' '}
                {glance.rate === null
                  ? t('mirror.took', { took: format.number(Math.round(glance.took)) })
                  : t('mirror.rate', { rate: format.number(Math.round(glance.rate * 10) / 10), took: format.number(Math.round(glance.took)) })}
              </>
            ) : null}
          </p>
          <GarmentSearch id={id} onTake={(next) => change({ garment: next, size: null, wearer: null })} />
          {id === '' ? <p className="small quiet">{t('mirror.pickHint')}</p> : null}
          {made.manifest || size ? <Sizes manifest={made.manifest!} wanted={wanted} onChange={change} /> : null}
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
        </div>
      </div>
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

function Waiting({ fate, isOn, trouble }: { fate: string; isOn: boolean; trouble: string | null }) {
  const { t } = useWords()
  const what = fate === 'failed' || fate === 'noWebgl' ? fate : trouble
  if (what) {
    const key = what as 'failed' | 'noWebgl' | 'refused' | 'absent' | 'busy' | 'insecure' | 'broken' | 'badPhoto'
    return (
      <div className={classes.waiting} role="alert">
        <h2 className="heading">{t(`mirror.${key}`)}</h2>
        <p>{t(`mirror.${key}Hint`)}</p>
      </div>
    )
  }
  if (isOn || fate === 'opening') {
    return (
      <p className={classes.waiting} role="status">
        {t(isOn ? 'mirror.looking' : 'mirror.opening')}
      </p>
    )
  }
  return (
    <div className={classes.waiting}>
      <h2 className="heading">{t('mirror.idle')}</h2>
      <p>{t('mirror.idleHint')}</p>
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
