/** A new experiment: two arms, what counts, and where. */
import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type ArmDraft, asApiError, type ExperimentDraft, useRecommenderState, useStartExperiment } from '@/api'
import { tell } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { PLACEMENTS, worded } from './words'
import classes from './Sell.module.css'

const GOALS = ['click', 'cart', 'purchase'] as const
const NAME = /^[a-z0-9][a-z0-9-]{0,59}$/
const arm = (name: string): ArmDraft => ({ name, share: 1, model: '', rules: true, diversity: null, explore: null })

export function ExperimentForm({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const state = useRecommenderState()
  const start = useStartExperiment()
  const [draft, setDraft] = useState<ExperimentDraft>({ name: '', note: '', goal: 'click', placement: '', arms: [arm('as-is'), arm('other')] })
  const put = (changes: Partial<ExperimentDraft>) => {
    start.reset()
    setDraft({ ...draft, ...changes })
  }
  const change = (place: number, changes: Partial<ArmDraft>) => put({ arms: draft.arms.map((each, at) => (at === place ? { ...each, ...changes } : each)) })
  const isNamed = NAME.test(draft.name) && draft.arms.every(({ name }) => NAME.test(name)) && new Set(draft.arms.map(({ name }) => name)).size === draft.arms.length
  const isSame = draft.arms.every((each) => JSON.stringify({ ...each, name: '', share: 0 }) === JSON.stringify({ ...draft.arms[0], name: '', share: 0 }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    start.mutate(draft, {
      onSuccess: ({ name }) => {
        onClose()
        tell.done(t('sell.exp.started', { name }))
      },
    })
  }
  return (
    <SidePanel title={t('sell.exp.start')} eyebrow={t('sell.tab.experiments')} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <TextInput label={t('sell.exp.name')} description={t('sell.exp.nameHint')} required value={draft.name} maxLength={60} autoComplete="off" onChange={({ currentTarget }) => put({ name: currentTarget.value.trim().toLowerCase() })} />
        <TextInput label={t('sell.form.note')} value={draft.note} maxLength={200} autoComplete="off" onChange={({ currentTarget }) => put({ note: currentTarget.value })} />
        <div className={classes.twoUp}>
          <Select label={t('sell.exp.goal')} allowDeselect={false} value={draft.goal} data={GOALS.map((goal) => ({ value: goal, label: t(`sell.exp.goalIs.${goal}`) }))} onChange={(goal) => goal && put({ goal: goal as ExperimentDraft['goal'] })} />
          <Select
            label={t('sell.who.placement')}
            allowDeselect={false}
            value={draft.placement}
            data={[{ value: '', label: t('sell.rules.everywhere') }, ...PLACEMENTS.map((each) => ({ value: each, label: worded('placement', each, t) }))]}
            onChange={(placement) => put({ placement: placement ?? '' })}
          />
        </div>
        {draft.arms.map((each, place) => (
          <fieldset key={place} className={classes.arm}>
            <legend className="label">{t(place === 0 ? 'sell.exp.firstArm' : 'sell.exp.otherArm')}</legend>
            <div className={classes.twoUp}>
              <TextInput label={t('garment.name')} value={each.name} maxLength={60} autoComplete="off" onChange={({ currentTarget }) => change(place, { name: currentTarget.value.trim().toLowerCase() })} />
              <NumberInput label={t('sell.exp.share')} min={0.1} max={1000} step={1} value={each.share} onChange={(share) => change(place, { share: Number(share) || 1 })} />
            </div>
            <Select
              label={t('sell.exp.model')}
              allowDeselect={false}
              value={each.model}
              data={[{ value: '', label: t('sell.exp.served') }, ...(state.data?.models ?? []).map((model) => ({ value: model, label: worded('model', model, t) }))]}
              onChange={(model) => change(place, { model: model ?? '' })}
            />
            <div className={classes.twoUp}>
              <NumberInput label={t('sell.exp.diversity')} placeholder={t('sell.exp.usual')} min={0} max={1} step={0.1} decimalScale={2} value={each.diversity ?? ''} onChange={(diversity) => change(place, { diversity: diversity === '' ? null : Number(diversity) })} />
              <NumberInput label={t('sell.exp.explore')} placeholder={t('sell.exp.usual')} min={0} max={0.5} step={0.05} decimalScale={2} value={each.explore ?? ''} onChange={(explore) => change(place, { explore: explore === '' ? null : Number(explore) })} />
            </div>
            <Switch label={t('sell.exp.withRules')} checked={each.rules} onChange={({ currentTarget }) => change(place, { rules: currentTarget.checked })} />
          </fieldset>
        ))}
        {isSame ? (
          <p className={classes.flaw} role="status">
            {t('sell.exp.same')}
          </p>
        ) : null}
        {start.error ? <ErrorNote error={asApiError(start.error)} /> : null}
        <div className={classes.buttons}>
          <Button type="submit" loading={start.isPending} disabled={!isNamed || isSame}>
            {t('sell.exp.begin')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('garment.cancel')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}
