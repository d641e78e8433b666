/** Simulated devices: which model each runs, a signed update, the way back, and what one tells while it plays. */
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type DeviceModels, useCaller, useFleet, useSendModel, useTakeBack, useWearableModels } from '@/api'
import { Loaded, Section, tell } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Live } from './Live'
import { idOf } from './Models'
import { NAME } from './words'
import classes from './Wearables.module.css'

const said = (slot: DeviceModels['current']) => (slot ? `${slot.name}@${slot.version}` : '–')

export function Devices() {
  const { t } = useWords()
  const fleet = useFleet()
  const models = useWearableModels().data?.items.map(idOf) ?? []
  const mayWrite = useCaller().data?.scopes.includes('models:write') ?? false
  return (
    <>
      <p className={classes.simulated}>
        <HowBadge how="synthetic" /> {t('wearables.devices.simulated')}
      </p>
      <Loaded query={fleet} skeleton={<TableSkeleton rows={4} columns={5} />}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title={t('wearables.devices.none')} steps={[t('wearables.devices.first'), t('wearables.devices.second'), t('wearables.devices.third')]} {...(models.length === 0 ? { action: { label: t('wearables.tab.models'), href: '/lab/wearables/models' } } : {})}>
                <p>{t('wearables.devices.what')}</p>
              </EmptyState>
            ) : null}
            {items.length > 0 ? <Fleet items={items} models={models} mayWrite={mayWrite} /> : null}
            {mayWrite && models.length > 0 ? <Send models={models} known={items.map(({ device }) => device)} /> : null}
            <Live devices={items} />
          </>
        )}
      </Loaded>
    </>
  )
}

function Fleet({ items, models, mayWrite }: { items: readonly DeviceModels[]; models: readonly string[]; mayWrite: boolean }) {
  const { t, format } = useWords()
  const send = useSendModel()
  const back = useTakeBack()
  const error = send.error ?? back.error
  const newest = models[0]
  const when = ({ current }: DeviceModels) => (current ? format.dateTime(new Date(current.number)) : '–')
  const columns: Column<DeviceModels>[] = [
    { key: 'device', label: t('wearables.column.device'), cell: ({ device }) => device, value: ({ device }) => device },
    { key: 'current', label: t('wearables.devices.runs'), cell: ({ current }) => said(current), value: ({ current }) => said(current) },
    { key: 'when', label: t('wearables.devices.signed'), cell: when, value: ({ current }) => current?.number ?? null },
    { key: 'previous', label: t('wearables.devices.previous'), cell: ({ previous }) => said(previous), value: ({ previous }) => said(previous) },
    ...(mayWrite
      ? [
          {
            key: 'acts',
            label: t('wearables.devices.acts'),
            width: 'minmax(250px, 2fr)',
            cell: ({ device, previous }: DeviceModels) => (
              <span className={classes.acts}>
                <Button
                  size="xs"
                  variant="default"
                  disabled={newest === undefined}
                  loading={send.isPending && send.variables.device === device}
                  aria-label={t('wearables.devices.updateOne', { device, model: newest ?? '' })}
                  onClick={() => send.mutate({ device, model: newest! }, { onSuccess: ({ current }) => tell.done(t('wearables.devices.sent', { device, model: said(current) })) })}
                >
                  {t('wearables.devices.update')}
                </Button>
                <Button size="xs" variant="default" disabled={previous === null} loading={back.isPending && back.variables === device} aria-label={t('wearables.devices.backOne', { device })} onClick={() => back.mutate(device, { onSuccess: ({ current }) => tell.done(t('wearables.devices.taken', { device, model: said(current) })) })}>
                  {t('wearables.devices.back')}
                </Button>
              </span>
            ),
          },
        ]
      : []),
  ]
  return (
    <Section title={t('wearables.devices.fleet')}>
      {error ? <ErrorNote error={asApiError(error)} compact /> : null}
      <DataTable label={t('wearables.devices.fleet')} columns={columns} rows={items} rowKey={({ device }) => device} />
    </Section>
  )
}

function Send({ models, known }: { models: readonly string[]; known: readonly string[] }) {
  const { t } = useWords()
  const send = useSendModel()
  const [device, setDevice] = useState(known.length === 0 ? 'band-1' : '')
  const [model, setModel] = useState<string | null>(null)
  const bad = device !== '' && (!NAME.test(device) || device.length > 60)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (device && !bad) send.mutate({ device, model: model ?? models[0]! }, { onSuccess: ({ current }) => tell.done(t('wearables.devices.sent', { device, model: said(current) })) })
  }
  return (
    <Section title={t('wearables.devices.send')}>
      <p className="quiet small">{t('wearables.devices.sendWhat')}</p>
      <form className={classes.row} onSubmit={go} noValidate>
        <TextInput label={t('wearables.devices.name')} value={device} maxLength={60} error={bad ? t('wearables.train.nameFlaw') : undefined} onChange={(event) => setDevice(event.currentTarget.value.trim())} />
        <Select label={t('wearables.model')} allowDeselect={false} value={model ?? models[0]!} data={[...models]} onChange={setModel} />
        <Button type="submit" variant="default" loading={send.isPending} disabled={device === '' || bad}>
          {t('wearables.devices.sign')}
        </Button>
      </form>
      {send.error ? <ErrorNote error={asApiError(send.error)} compact /> : null}
    </Section>
  )
}
