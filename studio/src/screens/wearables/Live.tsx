/** A simulated device at work: a recording is played to it, and it tells each second what its wearer does. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { type DeviceModels, usePlay, useWearableSet, useWearableSets, type WearableMoment } from '@/api'
import { Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { PlayIcon, StopIcon } from '@/kit/Icon'
import { TimeStrip } from '@/kit/TimeStrip'
import { useWords } from '@/locale'
import { callsOf, kindsOf } from './labels'
import { activity } from './words'
import classes from './Wearables.module.css'

const SPEEDS = ['1', '4', '20']

export function Live({ devices }: { devices: readonly DeviceModels[] }) {
  const { t } = useWords()
  const running = devices.filter(({ current }) => current !== null)
  const sets = useWearableSets().data?.items ?? []
  const [deviceName, setDevice] = useState<string | null>(null)
  const [setName, setSet] = useState<string | null>(null)
  const [recordingName, setRecording] = useState<string | null>(null)
  const [speed, setSpeed] = useState('4')
  const device = running.find((each) => each.device === deviceName) ?? running[0]
  const set = setName ?? sets[0] ?? ''
  const names = useWearableSet(set).data?.items.map(({ recording }) => recording) ?? []
  const recording = recordingName !== null && names.includes(recordingName) ? recordingName : (names[0] ?? '')
  const { moments, state, error, play, stop } = usePlay()
  const isOn = state === 'playing' || state === 'waiting'
  if (!device || set === '') return null
  const model = `${device.current!.name}@${device.current!.version}`
  return (
    <Section title={t('wearables.live.title')} actions={<HowBadge how="synthetic" />}>
      <p className="quiet small">{t('wearables.live.what')}</p>
      <div className={classes.row}>
        <Select label={t('wearables.column.device')} allowDeselect={false} disabled={isOn} value={device.device} data={running.map((each) => each.device)} onChange={setDevice} />
        <Select label={t('wearables.set')} allowDeselect={false} disabled={isOn} value={set} data={sets} onChange={setSet} />
        <Select label={t('wearables.column.recording')} allowDeselect={false} searchable disabled={isOn} value={recording} data={names} onChange={setRecording} />
        <Select label={t('wearables.live.speed')} allowDeselect={false} disabled={isOn} value={speed} data={SPEEDS.map((value) => ({ value, label: t('wearables.live.times', { speed: value }) }))} onChange={(next) => setSpeed(next ?? speed)} />
        {isOn ? (
          <Button variant="default" leftSection={<StopIcon size={15} aria-hidden />} onClick={stop}>
            {t('wearables.live.stop')}
          </Button>
        ) : (
          <Button leftSection={<PlayIcon size={15} aria-hidden />} disabled={recording === ''} onClick={() => void play({ name: set, recording }, model, Number(speed))}>
            {t('wearables.live.play')}
          </Button>
        )}
      </div>
      {error ? <ErrorNote error={error} compact /> : null}
      {state === 'waiting' ? <p className="quiet">{t('wearables.live.waiting')}</p> : null}
      {moments.length > 0 ? <Told moments={moments} model={model} isOver={state === 'over'} /> : null}
    </Section>
  )
}

function Told({ moments, model, isOver }: { moments: readonly WearableMoment[]; model: string; isOver: boolean }) {
  const { t, format } = useWords()
  const now = moments.at(-1)!
  const [at, setAt] = useState<number | null>(null)
  const shown = moments.find(({ at_s }) => at_s === at) ?? now
  const end = Math.max(8, now.at_s + 1)
  const kinds = kindsOf(moments.flatMap(({ label, true_label }) => [label, true_label]))
  const right = moments.filter(({ label, true_label }) => label === true_label).length
  const words = (runs: ReturnType<typeof callsOf>) => runs.map((run) => ({ ...run, label: activity(run.label, t) }))
  const pick = ({ from, to }: { from: number; to: number }) => setAt(moments.reduce((best, each) => (Math.abs(each.at_s - (from + to) / 2) < Math.abs(best.at_s - (from + to) / 2) ? each : best)).at_s)
  return (
    <div className={classes.live}>
      <p className={classes.now} aria-live="polite" data-faint={shown.is_unknown}>
        <span className="display">{activity(shown.label, t)}</span>
        <span className="quiet">
          {t('wearables.live.at', { at: format.number(shown.at_s, 1), told: format.number(shown.told_at_s, 1), share: format.percent(shown.confidence, 0) })}
          {shown.is_unknown ? ` · ${t('wearables.live.unknown')}` : ''}
        </span>
      </p>
      <TimeStrip
        label={t('wearables.live.strip', { model })}
        whole={end}
        view={[0, end]}
        onView={() => {}}
        at={shown.at_s}
        onAt={(moment) => pick({ from: moment, to: moment })}
        tracks={[
          {
            name: t('wearables.live.confidence'),
            unit: '%',
            at: moments.map(({ at_s }) => at_s),
            curves: [{ name: t('wearables.live.sure'), low: moments.map(({ confidence }) => confidence * 100), mean: moments.map(({ confidence }) => confidence * 100), high: moments.map(({ confidence }) => confidence * 100) }],
          },
        ]}
        bands={[
          { name: t('wearables.live.told'), runs: words(callsOf(moments, kinds, end, (call) => t('wearables.sure', { share: format.percent(call.confidence, 0) }))), onPick: pick },
          { name: t('wearables.live.true'), runs: words(callsOf(moments.map((each) => ({ ...each, label: each.true_label, is_unknown: false })), kinds, end, () => '')), onPick: pick },
        ]}
      />
      {isOver ? (
        <p role="status" className="small">
          {t('wearables.live.over', { right, count: moments.length })}
        </p>
      ) : null}
    </div>
  )
}
