/** Train a model beside the list: which recipe, on what data, under what name, with which settings. */
import { Button, Select, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, newKey, type RecipeField, type RecipeForm, useRecipe, useRecipes, useSubmitJob } from '@/api'
import { Loaded, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Models.module.css'
import { SettingField } from './SettingField'
import { changedOnly, flawOf, nameFlaw, textOf, type Values } from './trainForm'

export function TrainPanel() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const recipes = useRecipes()
  const chosen = query.get('recipe') ?? recipes.items[0]?.name ?? null
  const recipe = useRecipe(chosen)
  const close = () => change({ train: null, recipe: null, model: null })
  return (
    <SidePanel title={t('models.train.title')} eyebrow={t('models.train.eyebrow')} onClose={close}>
      <Loaded query={recipes} skeleton={<TableSkeleton rows={5} columns={2} />}>
        {(items) => (
          <Select
            label={t('models.train.recipe')}
            description={t('models.train.recipeHint')}
            allowDeselect={false}
            value={chosen}
            onChange={(value) => change({ recipe: value })}
            data={items.map((each) => ({ value: each.name, label: each.title ? `${each.title} · ${each.name}` : each.name }))}
          />
        )}
      </Loaded>
      {chosen ? (
        <Loaded query={recipe} skeleton={<TableSkeleton rows={6} columns={2} />}>
          {(data) => <Form key={data.name} recipe={data} data={recipes.items.find((each) => each.name === chosen)?.data ?? ''} model={query.get('model') ?? ''} />}
        </Loaded>
      ) : null}
    </SidePanel>
  )
}

function Form({ recipe, data: usual, model }: { recipe: RecipeForm; data: string; model: string }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const submit = useSubmitJob({ quiet: true })
  const [data, setData] = useState('')
  const [name, setName] = useState(model)
  const [values, setValues] = useState<Values>(() => Object.fromEntries(recipe.fields.map((field) => [field.key, textOf(field.value)])))
  // The same wish is one job however often the button is pressed; a changed wish is another.
  const wish = JSON.stringify([recipe.name, data, name, values])
  const { key } = useMemo(() => ({ wish, key: newKey() }), [wish])
  const [tried, setTried] = useState(false)
  const flaws = new Map(recipe.fields.map((field) => [field.key, flawOf(field, values[field.key] ?? '')]))
  const badName = nameFlaw(name)
  const isFlawed = badName || [...flaws.values()].some(Boolean)
  const say = (field: RecipeField) => {
    const flaw = flaws.get(field.key)
    return flaw ? t(`models.train.flaw.${flaw}`, { low: textOf(field.low ?? null), high: textOf(field.high ?? null) }) : undefined
  }
  const start = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isFlawed) return
    submit.mutate(
      { kind: 'train', params: { recipe: recipe.name, data: data.trim(), out: name.trim(), settings: changedOnly(recipe.fields, values) }, key },
      { onSuccess: (job) => void navigate(`/jobs/${job.id}`) },
    )
  }
  return (
    <form className={classes.form} onSubmit={start} noValidate>
      <TextInput
        label={t('models.train.data')}
        description={t('models.train.dataHint')}
        placeholder={usual}
        value={data}
        onChange={(event) => setData(event.currentTarget.value)}
      />
      <TextInput
        label={t('models.train.name')}
        description={t('models.train.nameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={badName ? t('models.train.nameFlaw') : undefined}
      />
      <fieldset className={classes.settings}>
        <legend className="label">{t('models.train.settings')}</legend>
        {recipe.fields.map((field) => (
          <SettingField key={field.key} field={field} value={values[field.key] ?? ''} error={say(field)} onChange={(value) => setValues((before) => ({ ...before, [field.key]: value }))} />
        ))}
      </fieldset>
      {tried && isFlawed ? <p role="alert" className={classes.flawed}>{t('models.train.flawed')}</p> : null}
      {submit.error ? <ErrorNote error={asApiError(submit.error)} compact /> : null}
      <Button type="submit" loading={submit.isPending}>
        {t('models.train.start')}
      </Button>
    </form>
  )
}
