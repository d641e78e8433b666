/** Train a model of activities beside the list: which recipe, on which set and device, under what name. */
import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { asApiError, newKey, useRecipes, useSubmitJob, useWearableSet, useWearableSets } from '@/api'
import { Loaded, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { deviceName, NAME } from './words'
import classes from './Wearables.module.css'

export function Train() {
  const { t } = useWords()
  const { change } = useAddress()
  const sets = useWearableSets()
  return (
    <SidePanel title={t('wearables.train.title')} eyebrow={t('wearables.title')} onClose={() => change({ train: null })}>
      <Loaded query={sets} skeleton={<TableSkeleton rows={4} columns={1} />}>
        {({ items }) => (items.length === 0 ? <p className="quiet">{t('wearables.train.noSet')}</p> : <Form sets={items} />)}
      </Loaded>
    </SidePanel>
  )
}

function Form({ sets }: { sets: readonly string[] }) {
  const { t } = useWords()
  const { change } = useAddress()
  const [set, setSet] = useState(sets[0]!)
  const found = useWearableSet(set).data
  const devices = [...new Set(found?.items.map(({ device }) => device) ?? [])].filter(Boolean)
  const [device, setDevice] = useState<string | null>(null)
  const recipes = useRecipes().items.filter(({ name }) => /wearables\.activity/.test(name))
  const [chosen, setChosen] = useState<string | null>(null)
  const recipe = chosen ?? recipes[0]?.name ?? 'modiste.wearables.activity.v1'
  const [name, setName] = useState('')
  const [epochs, setEpochs] = useState<number | string>('')
  const [before, setBefore] = useState<string | null>(null)
  const [gap, setGap] = useState(true)
  const submit = useSubmitJob({ quiet: true })
  const worn = device !== null && devices.includes(device) ? device : (devices[0] ?? '')
  // The same wish is one job however often the button is pressed.
  const wish = JSON.stringify([recipe, set, worn, name, epochs, before, gap])
  const { key } = useMemo(() => ({ wish, key: newKey() }), [wish])
  const bad = name.trim() !== '' && !NAME.test(name.trim())
  const start = (event: FormEvent) => {
    event.preventDefault()
    if (bad) return
    const settings = { ...(worn ? { device: worn } : {}), ...(typeof epochs === 'number' ? { 'train.epochs': String(epochs) } : {}), ...(before ? { unlabelled: `set:${before}` } : {}), ...(gap ? {} : { leak: 'no' }) }
    submit.mutate({ kind: 'train', params: { recipe, data: `set:${set}`, out: name.trim(), settings }, key }, { onSuccess: (job) => change({ train: null, job: job.id }) })
  }
  return (
    <form className={classes.form} onSubmit={start} noValidate>
      <p className="quiet small">{t('wearables.train.what')}</p>
      {recipes.length > 1 ? <Select label={t('wearables.train.recipe')} allowDeselect={false} value={recipe} data={recipes.map((each) => ({ value: each.name, label: each.title || each.name }))} onChange={setChosen} /> : null}
      <Select label={t('wearables.set')} allowDeselect={false} data={[...sets]} value={set} onChange={(next) => setSet(next ?? set)} />
      {devices.length > 0 ? <Select label={t('wearables.column.device')} description={t('wearables.train.deviceHint')} allowDeselect={false} value={worn} data={devices.map((value) => ({ value, label: deviceName(value, t) }))} onChange={setDevice} /> : null}
      <TextInput label={t('wearables.train.name')} description={t('wearables.train.nameHint')} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} error={bad ? t('wearables.train.nameFlaw') : undefined} />
      <NumberInput label={t('wearables.train.epochs')} description={t('wearables.train.epochsHint')} value={epochs} onChange={setEpochs} min={1} max={500} allowDecimal={false} />
      <Select label={t('wearables.train.unlabelled')} description={t('wearables.train.unlabelledHint')} clearable data={[...sets]} value={before} onChange={setBefore} />
      <Switch label={t('wearables.train.gap')} description={t('wearables.train.gapHint')} checked={gap} onChange={(event) => setGap(event.currentTarget.checked)} />
      {submit.error ? <ErrorNote error={asApiError(submit.error)} compact /> : null}
      <Button type="submit" loading={submit.isPending}>
        {t('wearables.train.start')}
      </Button>
    </form>
  )
}
