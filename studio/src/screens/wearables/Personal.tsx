/** What a person's own labelled minutes would make of a model, judged on their other recordings, and kept where wanted. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, useCaller, useKeepPersonal, usePersonalise, useWearableSet, useWearableSets, type WearableModel } from '@/api'
import { Section, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import { NAME } from './words'
import classes from './Wearables.module.css'

export function Personal({ model }: { model: WearableModel }) {
  const { t, format } = useWords()
  const sets = useWearableSets().data?.items ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const set = chosen ?? sets[0] ?? ''
  const people = useWearableSet(set).data?.subjects ?? []
  const [subject, setSubject] = useState<string | null>(null)
  const [minutes, setMinutes] = useState<number | string>(0.5)
  const made = usePersonalise()
  const who = subject !== null && people.includes(subject) ? subject : (people[0] ?? null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (who && typeof minutes === 'number') made.mutate({ model: `${model.model}@${model.version}`, set, subject: who, minutes })
  }
  const found = made.data
  return (
    <Section title={t('wearables.personal.title')}>
      <p className="quiet small">{t('wearables.personal.what')}</p>
      {sets.length === 0 ? (
        <p className="quiet">{t('wearables.personal.noSet')}</p>
      ) : (
        <form className={classes.row} onSubmit={go}>
          <Select label={t('wearables.set')} allowDeselect={false} data={sets} value={set} onChange={setChosen} />
          <Select label={t('wearables.column.person')} allowDeselect={false} data={people} value={who} onChange={setSubject} />
          <NumberInput label={t('wearables.personal.minutes')} value={minutes} onChange={setMinutes} min={0.05} max={600} step={0.25} decimalScale={2} />
          <Button type="submit" variant="default" loading={made.isPending} disabled={who === null || typeof minutes !== 'number'}>
            {t('wearables.personal.try')}
          </Button>
        </form>
      )}
      {made.error ? <ErrorNote error={asApiError(made.error)} compact /> : null}
      {found ? (
        <div className={classes.figures} role="status">
          <Figure size="small" label={t('wearables.personal.before')} value={found.accuracy_before} style="percent" digits={1} how="measured" source={t('wearables.personal.frames', { count: found.n })} />
          <Figure size="small" label={t('wearables.personal.after')} value={found.accuracy_after} style="percent" digits={1} how="measured" comparison={{ value: found.accuracy_before, label: t('wearables.personal.before'), better: 'higher' }} />
          <Figure size="small" label={t('wearables.personal.learned')} value={found.minutes} digits={2} unit={t('wearables.minutes')} how="measured" source={t(found.was_learned_from ? 'wearables.learnedFrom' : 'wearables.newPerson', { person: found.subject })} />
        </div>
      ) : null}
      {found && Math.abs(found.accuracy_after - found.accuracy_before) < 0.005 ? <p className="quiet small">{t('wearables.personal.same', { person: found.subject, share: format.percent(found.accuracy_before, 0) })}</p> : null}
      {found && made.variables ? <Keep key={JSON.stringify(made.variables)} of={made.variables} /> : null}
    </Section>
  )
}

/** The model that was judged, under a name of its own. */
function Keep({ of }: { of: { model: string; set: string; subject: string; minutes: number } }) {
  const { t } = useWords()
  const { change } = useAddress()
  const mayWrite = useCaller().data?.scopes.includes('models:write') ?? false
  const [name, setName] = useState(`${of.model.split('@')[0]}-${of.subject}`.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
  const kept = useKeepPersonal()
  if (!mayWrite) return null
  const as = kept.data?.kept_as
  const bad = !NAME.test(name)
  const go = (event: FormEvent) => {
    event.preventDefault()
    if (!bad) kept.mutate({ ...of, name })
  }
  return (
    <>
      <form className={classes.row} onSubmit={go} noValidate>
        <TextInput label={t('wearables.personal.name')} description={t('wearables.personal.nameHint', { person: of.subject })} value={name} maxLength={80} onChange={(event) => setName(event.currentTarget.value)} error={bad ? t('wearables.train.nameFlaw') : undefined} />
        <Button type="submit" variant="default" loading={kept.isPending} disabled={bad}>
          {t('wearables.personal.keep')}
        </Button>
        {as ? (
          <Button variant="subtle" onClick={() => change({ model: as })}>
            {t('wearables.personal.show')}
          </Button>
        ) : null}
      </form>
      <p className="quiet small" role="status">
        {as ? t('wearables.personal.kept', { model: as }) : null}
      </p>
      {kept.error ? <ErrorNote error={asApiError(kept.error)} compact /> : null}
    </>
  )
}
