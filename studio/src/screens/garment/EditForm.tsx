/** A garment's words are changed; when somebody else changed them meanwhile, both versions are laid side by side. */
import { Autocomplete, Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type ApiError, asApiError, type Garment, getTagged, type Tagged, useChangeGarment, useFacets, useUndo } from '@/api'
import { tell } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { changesOf, type Clash, clashes, EDITED, type Edited, valuesOf } from './conflict'
import classes from './Garment.module.css'

const ALL = { filters: {}, q: '' }
const CHANGED_SINCE = 'MOD-2208'
const LONGEST: Partial<Record<Edited, number>> = { name: 200, description: 10_000 }

export function EditForm({ looked, onClose }: { looked: Tagged<Garment>; onClose: () => void }) {
  const { t } = useWords()
  const [base, setBase] = useState(looked)
  const [values, setValues] = useState(() => valuesOf(looked.data))
  const [clash, setClash] = useState<Clash[] | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const change = useChangeGarment(looked.data.id)
  const undo = useUndo()
  const known = useFacets(ALL).data?.facets

  const save = async (from: Tagged<Garment>, now = values) => {
    const changes = changesOf(valuesOf(from.data), now)
    if (Object.keys(changes).length === 0) return onClose()
    setError(null)
    try {
      const changed = await change.mutateAsync({ values: changes, etag: from.etag })
      onClose()
      if (changed.change) tell.undo(t('garment.saved', { name: changed.data.name }), t('kit.undo'), () => undo.mutate(changed.change))
    } catch (cause) {
      const refused = asApiError(cause)
      if (refused.code === CHANGED_SINCE) await settle()
      else setError(refused)
    }
  }
  /** Looks again; where nothing was changed twice both changes go together and nobody need decide. */
  const settle = async () => {
    const theirs = await getTagged('/api/v1/garments/{garment_id}', { path: { garment_id: looked.data.id } })
    const found = clashes(valuesOf(base.data), values, valuesOf(theirs.data))
    const mine = changesOf(valuesOf(base.data), values)
    const both = { ...valuesOf(theirs.data), ...(mine as Partial<Record<Edited, string>>) }
    setBase(theirs)
    setValues(both)
    if (found.length > 0) setClash(found)
    else await save(theirs, both)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(base)
  }
  const field = (name: Edited) => ({
    label: t(`garment.${name}`),
    value: values[name],
    maxLength: LONGEST[name] ?? 120,
    disabled: change.isPending,
  })
  const put = (name: Edited) => (value: string) => setValues((before) => ({ ...before, [name]: value }))
  return (
    <form className={classes.form} onSubmit={submit} aria-label={t('garment.edit')}>
      {error ? <ErrorNote error={error} /> : null}
      {clash ? (
        <Clashes
          clash={clash}
          onMine={() => {
            setClash(null)
            void save(base)
          }}
          onTheirs={() => {
            setClash(null)
            setValues((before) => ({ ...before, ...Object.fromEntries(clash.map(({ field: name, theirs }) => [name, theirs])) }))
          }}
        />
      ) : null}
      {EDITED.map((name) =>
        name === 'description' ? (
          <Textarea key={name} {...field(name)} autosize minRows={2} onChange={(event) => put(name)(event.currentTarget.value)} />
        ) : name === 'name' ? (
          <TextInput key={name} {...field(name)} required dir="auto" data-autofocus onChange={(event) => put(name)(event.currentTarget.value)} />
        ) : (
          <Autocomplete key={name} {...field(name)} data={Object.keys(known?.[name] ?? {}).filter(Boolean)} onChange={put(name)} />
        ),
      )}
      <div className={classes.actions}>
        <Button type="submit" loading={change.isPending} disabled={values.name.trim() === '' || clash !== null}>
          {t('garment.save')}
        </Button>
        <Button variant="subtle" onClick={onClose}>
          {t('garment.cancel')}
        </Button>
      </div>
    </form>
  )
}

function Clashes({ clash, onMine, onTheirs }: { clash: readonly Clash[]; onMine: () => void; onTheirs: () => void }) {
  const { t } = useWords()
  return (
    <div className={classes.clash} role="alert">
      <p>{t('garment.clash.title')}</p>
      <table className={classes.clashTable}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('garment.clash.mine')}</th>
            <th scope="col">{t('garment.clash.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {clash.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row">{t(`garment.${field}`)}</th>
              <td dir="auto">{mine || t('garment.nothing')}</td>
              <td dir="auto">{theirs || t('garment.nothing')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={classes.actions}>
        <Button size="compact-md" onClick={onMine}>
          {t('garment.clash.keepMine')}
        </Button>
        <Button size="compact-md" variant="default" onClick={onTheirs}>
          {t('garment.clash.takeTheirs')}
        </Button>
      </div>
    </div>
  )
}
