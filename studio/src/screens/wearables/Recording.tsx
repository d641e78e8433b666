/** One recording: its channels over time, what was done, what a model calls each second and why. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { asApiError, type OneRecording, useCalls, useCaller, useCloser, useRecording, useWearableModels, useWearableSet, useWhy, type WearableSeries } from '@/api'
import { Loaded, noteInAddress, Page, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { LeftIcon, RightIcon } from '@/kit/Icon'
import { PageSkeleton } from '@/kit/Skeletons'
import { type Span, TimeStrip } from '@/kit/TimeStrip'
import { useWords } from '@/locale'
import { Corrections } from './Corrections'
import { callsOf, kindsOf, runsOf, strongest } from './labels'
import { Why } from './Why'
import { activity, addressOfRecording, channel, deviceName, reasonOf } from './words'
import classes from './Wearables.module.css'

const GONE = 'MOD-2911'
const TRIADS = [
  { key: 'acceleration', from: 0, unit: 'm/s²' },
  { key: 'turning', from: 3, unit: 'rad/s' },
] as const

export default function Recording() {
  const { t } = useWords()
  const { set = '', recording = '' } = useParams()
  const path = { name: set, recording }
  const whole = useRecording(path)
  return (
    <Loaded
      query={whole}
      skeleton={<PageSkeleton />}
      absent={(error) =>
        error.code === GONE ? (
          <EmptyState as="h1" eyebrow={`${set} · ${recording}`} title={t('wearables.gone')} action={{ label: t('wearables.recordings'), href: '/lab/wearables/recordings' }}>
            <p>{t('wearables.goneHint')}</p>
          </EmptyState>
        ) : null
      }
    >
      {(series) => <Drawn key={`${set} ${recording}`} path={path} whole={series} />}
    </Loaded>
  )
}

function Drawn({ path, whole }: { path: OneRecording; whole: WearableSeries }) {
  const { t, format } = useWords()
  const { query } = useAddress()
  const end = whole.at.at(-1) === undefined ? whole.seconds : Math.max(whole.seconds, whole.at.at(-1)!)
  return (
    <Page
      title={whole.recording}
      eyebrow={
        <Link className={classes.back} to={`/lab/wearables/recordings?set=${encodeURIComponent(path.name)}`}>
          {t('wearables.of', { set: path.name })}
        </Link>
      }
      lead={t('wearables.wornBy', { person: whole.subject, device: deviceName(whole.device, t), seconds: format.number(whole.seconds, 1) })}
      actions={<Neighbours path={path} query={query.get('model') ? `?model=${encodeURIComponent(query.get('model')!)}` : ''} />}
    >
      <div className={classes.figures}>
        <Figure size="small" label={t('wearables.usable')} value={whole.good_seconds} digits={1} unit={t('wearables.secondsUnit')} how="measured" />
        <Figure size="small" label={t('wearables.column.rate')} value={whole.rate_hz} digits={1} how="measured" />
        <Figure size="small" label={t('wearables.jitter')} value={whole.jitter_ms} digits={1} unit={t('wearables.msUnit')} how="measured" />
        <Figure size="small" label={t('wearables.column.did')} value={whole.labels.length} how="measured" source={t('wearables.putRightTimes', { count: whole.corrections.length })} />
      </div>
      <Faults series={whole} />
      <Looked path={path} whole={whole} end={end} />
    </Page>
  )
}

function Neighbours({ path, query }: { path: OneRecording; query: string }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const names = useWearableSet(path.name).data?.items.map(({ recording }) => recording) ?? []
  const here = names.indexOf(path.recording)
  const go = (by: number) => () => void navigate(addressOfRecording(path.name, names[here + by]!, query))
  return (
    <>
      <Button variant="default" leftSection={<LeftIcon size={15} aria-hidden />} disabled={here <= 0} onClick={go(-1)}>
        {t('wearables.before')}
      </Button>
      <Button variant="default" rightSection={<RightIcon size={15} aria-hidden />} disabled={here < 0 || here >= names.length - 1} onClick={go(1)}>
        {t('wearables.next')}
      </Button>
    </>
  )
}

function Faults({ series: { faults } }: { series: WearableSeries }) {
  const { t, format, language } = useWords()
  if (faults.length === 0) return null
  return (
    <ul className={classes.notes}>
      {faults.map((fault) => (
        <li key={`${fault.kind} ${fault.start_s}`}>
          {t(fault.quarantined ? 'wearables.setAside' : 'wearables.mended', { reason: reasonOf(fault, language), from: format.number(fault.start_s, 1), to: format.number(fault.end_s, 1) })}
        </li>
      ))}
    </ul>
  )
}

function Looked({ path, whole, end }: { path: OneRecording; whole: WearableSeries; end: number }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const models = useWearableModels()
  const fitting = (models.data?.items ?? []).map((each) => ({ value: `${each.model}@${each.version}`, label: `${each.model}@${each.version} · ${deviceName(each.device, t)}` }))
  const model = fitting.find(({ value }) => value === query.get('model') || value.startsWith(`${query.get('model')}@`))?.value ?? fitting[0]?.value ?? ''
  const calls = useCalls(path, model)
  // Its own, since keys come faster than the router draws an address; the address only keeps it for a link.
  const [at, setAt] = useState(() => momentOf(query.get('at'), end))
  const second = at === null ? null : Math.min(Math.round(at), Math.floor(whole.seconds))
  const why = useWhy(path, model, second)
  const [view, setView] = useState<Span>([0, end])
  const [span, setSpan] = useState<Span | null>(null)
  const part: Span | null = view[1] - view[0] < end * 0.8 ? [Math.floor(view[0] * 4) / 4, Math.ceil(view[1] * 4) / 4] : null
  const closer = useCloser(path, part)
  const series = part && closer.data && closer.data.recording === whole.recording ? closer.data : whole
  const kinds = kindsOf(whole.labels, calls.data?.seconds.map(({ label }) => label) ?? [])
  const lit = why.data && second !== null ? strongest(why.data) : null
  const mayWrite = useCaller().data?.scopes.includes('models:write') ?? false
  const look = (moment: number) => {
    setAt(moment)
    noteInAddress('at', String(Number(moment.toFixed(2))))
  }
  const tracks = TRIADS.filter(({ from }) => from < series.axes).map(({ key, from, unit }) => ({
    name: t(`wearables.${key}`),
    unit,
    at: series.at,
    curves: series.curves.slice(from, from + 3).map((curve) => ({ ...curve, name: curve.name.slice(1) })),
    lit: lit && lit.row >= from && lit.row < from + 3 ? { from: lit.from, to: lit.to, curve: lit.row - from, label: channel(lit.channel, t) } : undefined,
  }))
  const said = (runs: ReturnType<typeof runsOf>) => runs.map((run) => ({ ...run, label: activity(run.label, t) }))
  const bands = [
    { name: t('wearables.labels'), runs: said(runsOf(whole.runs, kinds, whole.corrections)), onPick: (run: { from: number; to: number }) => setSpan([run.from, run.to]) },
    ...(calls.data
      ? [
          {
            name: t('wearables.called', { model }),
            runs: said(callsOf(calls.data.seconds, kinds, end, (call) => t(call.is_unknown ? 'wearables.doubted' : 'wearables.sure', { share: format.percent(call.confidence, 0) }))),
            onPick: (run: { from: number; to: number }) => look(Math.round((run.from + run.to) / 2)),
          },
        ]
      : []),
  ]
  return (
    <>
      <div className={classes.row}>
        {fitting.length > 0 ? (
          <Select label={t('wearables.model')} allowDeselect={false} data={fitting} value={model} onChange={(next) => change({ model: next })} />
        ) : (
          <p className="quiet small">
            {t('wearables.noModel')}{' '}
            <Link className="link" to="/lab/wearables/models?train=yes">
              {t('wearables.train.open')}
            </Link>
          </p>
        )}
        {calls.data ? (
          <p className="small" role="status">
            {calls.data.accuracy === null ? t('wearables.noTruth') : t('wearables.rightOf', { share: format.percent(calls.data.accuracy, 0), count: calls.data.n })}{' '}
            <span className="quiet">{t(calls.data.was_learned_from ? 'wearables.learnedFrom' : 'wearables.newPerson', { person: whole.subject })}</span>
          </p>
        ) : null}
      </div>
      {calls.error ? <ErrorNote error={asApiError(calls.error)} onRetry={() => void calls.refetch()} compact /> : null}
      <TimeStrip label={t('wearables.zoomHint')} whole={end} view={view} onView={setView} at={at} onAt={look} tracks={tracks} bands={bands} span={span} onSpan={setSpan} />
      <div className={classes.beside}>
        <Corrections key={span ? span.join(' ') : 'none'} path={path} series={whole} whole={end} span={span} known={[...kinds.keys()]} mayWrite={mayWrite} onSpan={setSpan} onZoom={(to) => setView(to)} />
        <Why why={second === null ? undefined : why.data} error={why.error} isAsked={second !== null && model !== ''} hasModel={model !== ''} call={calls.data?.seconds.find(({ at_s: each }) => each === second)} onRetry={() => void why.refetch()} />
      </div>
    </>
  )
}

/** The moment that a link names, if it names one. */
function momentOf(text: string | null, end: number): number | null {
  const moment = Number(text ?? '')
  return text === null || text === '' || !Number.isFinite(moment) ? null : Math.min(Math.max(0, moment), end)
}
