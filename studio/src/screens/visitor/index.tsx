/**
 * A visitor tries a garment on: the size to take and why, then two sizes on their photo, or one before a mirror, whose
 * pictures stay in the browser. A shop's own page shows this in a frame and names the garment in the address; key, visit and language come behind its `#`, which no server hears of.
 */
import { Button, NumberInput, SegmentedControl, Select } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { adviseVisitor, type ApiError, asApiError, type MeasuredAdvice, type StorefrontOffer, useVisitorMirror, useVisitorOffer, useVisitorSize, wasStopped } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { JobStitch } from '@/kit/JobStitch'
import { PageSkeleton } from '@/kit/Skeletons'
import { speak, useWords } from '@/locale'
import { capital, measureName, unitName } from '@/screens/fit/words'
import { Glass } from '@/screens/mirror/Glass'
import { Consent } from '@/screens/photo/Consent'
import { Row } from '@/screens/photo/Row'
import { pairOf, SizePair } from '@/screens/photo/SizePair'
import { useDressing } from '@/screens/photo/useDressing'
import classes from './Visitor.module.css'

interface Visit {
  key: string
  session: string
  language: 'en' | 'zh-CN' | null
}

/** Key, visit and language; nothing of it is kept, and no other page is asked for it. */
function visitOf(hash: string): Visit {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  const language = said.get('lang') ?? ''
  return { key: said.get('key') ?? '', session: said.get('session') ?? '', language: language === '' ? null : /^zh/i.test(language) ? 'zh-CN' : 'en' }
}

export default function Visitor() {
  const { t, language } = useWords()
  const [query] = useSearchParams()
  const visit = useMemo(() => visitOf(window.location.hash), [])
  const id = query.get('garment') ?? ''
  const offer = useVisitorOffer(id, visit.key)
  useEffect(() => {
    if (visit.language) void speak(visit.language)
    // The dialog is the page's around us: it hears no key of this frame's.
    const leave = (event: KeyboardEvent) => (event.key === 'Escape' ? window.parent.postMessage({ modiste: 'close' }, '*') : undefined)
    window.addEventListener('keydown', leave)
    return () => window.removeEventListener('keydown', leave)
  }, [visit])
  const name = offer.data ? (language === 'zh-CN' && offer.data.name_zh) || offer.data.name : ''
  const title = name ? t('visitor.title', { name }) : t('visitor.titleBare')
  useEffect(() => {
    document.title = `${title} · Modiste`
  }, [title])
  return (
    <main className={classes.page}>
      <h1 className="title">{title}</h1>
      {id === '' || visit.key === '' ? (
        <p role="alert">{t('visitor.missing')}</p>
      ) : offer.error ? (
        <ErrorNote error={asApiError(offer.error)} onRetry={() => void offer.refetch()} />
      ) : offer.data ? (
        <Fitting offer={offer.data} name={name} visit={visit} />
      ) : (
        <PageSkeleton />
      )}
    </main>
  )
}

function Fitting({ offer, name, visit }: { offer: StorefrontOffer; name: string; visit: Visit }) {
  const { t, language } = useWords()
  const bought = useVisitorSize(offer.garment, visit.session, visit.key).data
  const [measures, setMeasures] = useState<Record<string, number>>(() => Object.fromEntries(offer.measures.map(({ id, typical }) => [id, typical])))
  const [chosen, choose] = useState<[size: string | null, beside: string | null]>([null, null])
  const [advice, setAdvice] = useState<MeasuredAdvice | null>(null)
  const [size, beside] = pairOf(offer.sizes, advice?.recommended || bought?.size || offer.size, ...chosen)
  const dressing = useDressing()
  const [way, setWay] = useState<'photo' | 'mirror'>('photo')
  const wear = () => void dressing.wear(beside ? [size, beside] : [size], name, { garment: offer.garment, chart: '', measures }, visit.key)
  const say = (told: { en: string; zh: string }) => (language === 'zh-CN' ? told.zh : told.en)
  return (
    <div className={classes.parts}>
      <section className={classes.part} aria-labelledby="measures">
        <h2 className="heading" id="measures">
          {t('visitor.measures')}
        </h2>
        <p className="small quiet">{t('visitor.measuresHint')}</p>
        <div className={classes.measures}>
          {offer.measures.map(({ id, low, high }) => (
            <NumberInput
              key={id}
              label={capital(measureName(id, offer.people, t))}
              value={measures[id] ?? ''}
              min={low}
              max={high}
              decimalScale={1}
              clampBehavior="blur"
              hideControls
              suffix={` ${unitName('cm', t)}`}
              onValueChange={({ floatValue }) => {
                if (floatValue !== undefined && floatValue >= low && floatValue <= high) setMeasures((all) => ({ ...all, [id]: floatValue }))
              }}
            />
          ))}
        </div>
        <Advise garment={offer.garment} measures={measures} visit={visit} advice={advice} onAdvice={setAdvice} />
        {bought?.size ? (
          <p className="small">
            <span className="label">{t('visitor.learned')}</span>
            <br />
            {say(bought)}
          </p>
        ) : null}
      </section>
      <section className={classes.part} aria-label={t(way === 'photo' ? 'visitor.photo' : 'visitor.mirror')}>
        <SegmentedControl
          aria-label={t('visitor.way')}
          className={classes.way}
          value={way}
          onChange={(next) => setWay(next as typeof way)}
          data={[
            { value: 'photo', label: t('visitor.photo') },
            { value: 'mirror', label: t('visitor.mirror') },
          ]}
        />
        {way === 'mirror' ? (
          <Mirror offer={offer} name={name} size={size} onSize={(one) => choose([one, beside || 'none'])} visit={visit} />
        ) : (
          <>
        <Row dressing={dressing} />
        <SizePair sizes={offer.sizes} size={size} beside={beside} onChange={(one, other) => choose([one, other || 'none'])} />
        <Consent label={t('visitor.consent')} hasPhoto={dressing.photo !== null} hasGarment hasTried={dressing.runs.length > 0} isAtWork={dressing.isAtWork} onWear={wear} />
        {offer.estimated ? <p className="small quiet">{t('onPhoto.estimatedCut')}</p> : null}
        <p className="small quiet">
          <HowBadge how="synthetic" /> {t('onPhoto.synthetic')}
        </p>
          </>
        )}
      </section>
    </div>
  )
}

/** The garment on whoever stands before the camera; the mirror is this browser's. */
function Mirror({ offer, name, size, onSize, visit }: { offer: StorefrontOffer; name: string; size: string; onSize: (size: string) => void; visit: Visit }) {
  const { t } = useWords()
  const { data, error, refetch } = useVisitorMirror(offer.garment, size, visit.key, true)
  const file = useMemo(() => (data && 'data' in data ? { name: size, load: () => Promise.resolve(data.data) } : null), [data, size])
  const making = data && 'making' in data ? data.making : null
  return (
    <Glass file={file} name={name} size={size}>
      <Select label={t('mirror.size')} allowDeselect={false} value={size} data={offer.sizes} onChange={(next) => (next ? onSize(next) : undefined)} />
      {making ? (
        <>
          <JobStitch compact title={t('mirror.making', { name })} state="running" share={making.total > 0 ? making.done / making.total : 0} />
          <p className="small quiet">{t('mirror.waits')}</p>
        </>
      ) : null}
      {error ? <ErrorNote error={asApiError(error)} compact onRetry={() => void refetch()} /> : null}
      <p className="small quiet">{t('visitor.mirrorPrivacy')}</p>
      <p className="small quiet">
        <HowBadge how="synthetic" /> {t('mirror.synthetic')}
      </p>
    </Glass>
  )
}

interface AdviseProps {
  garment: string
  measures: Record<string, number>
  visit: Visit
  advice: MeasuredAdvice | null
  onAdvice: (advice: MeasuredAdvice | null) => void
}

function Advise({ garment, measures, visit, advice, onAdvice }: AdviseProps) {
  const { t, language } = useWords()
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const work = useRef<AbortController | null>(null)
  useEffect(() => () => work.current?.abort(), [])
  const ask = async () => {
    const mine = new AbortController()
    work.current = mine
    setError(null)
    onAdvice(null)
    setShare(0)
    try {
      onAdvice(await adviseVisitor(garment, measures, { onStep: setShare, signal: mine.signal, key: visit.key }))
    } catch (cause) {
      if (!wasStopped(cause, mine.signal)) setError(asApiError(cause))
    }
    setShare(null)
  }
  return (
    <div className={classes.advice}>
      {share === null ? (
        <Button variant="default" onClick={() => void ask()}>
          {t('visitor.advise')}
        </Button>
      ) : (
        <JobStitch compact title={t('visitor.advising')} state="running" share={share} onCancel={() => work.current?.abort()} />
      )}
      {error ? <ErrorNote error={error} compact /> : null}
      <div role="status">
        {advice ? (
          <>
            <p className={classes.size}>{advice.recommended || t('visitor.noAdvice')}</p>
            <p>{language === 'zh-CN' ? advice.zh : advice.en}</p>
          </>
        ) : null}
      </div>
    </div>
  )
}
