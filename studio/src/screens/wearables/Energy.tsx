/** How long a battery lasts on stated currents: at the full rate, at the low one, and with a policy run on recordings. */
import { NumberInput, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { asApiError, useEnergy, useWearableModels, useWearableSets, type WearableEnergy } from '@/api'
import { Loaded, Section } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { type BudgetPart, changed, days, FIELDS, FIRST } from './budget'
import { idOf } from './Models'
import classes from './Wearables.module.css'

const SETTLED_MS = 400
const PARTS = ['sensor', 'processor', 'radio'] as const
type Rate = readonly ['full' | 'low' | 'adaptive', WearableEnergy['full']]

export function Energy() {
  const { t } = useWords()
  const [budget, setBudget] = useState(FIRST)
  const models = useWearableModels().data?.items ?? []
  const sets = useWearableSets().data?.items ?? []
  const [model, setModel] = useState<string | null>(null)
  const [set, setSet] = useState<string | null>(null)
  const isRun = model !== null && set !== null
  const [settled] = useDebouncedValue(budget, SETTLED_MS)
  const energy = useEnergy({ budget: settled, model: isRun ? model : '', set: isRun ? set : '' })
  return (
    <Section title={t('wearables.energy.title')}>
      <p className="quiet small">{t('wearables.energy.what')}</p>
      <div className={classes.budget}>
        {(Object.keys(FIELDS) as BudgetPart[]).map((part) => (
          <fieldset key={part} className={classes.part}>
            <legend className="label">{t(`wearables.energy.part.${part}`)}</legend>
            {Object.entries(FIELDS[part] as Record<string, readonly [number, number]>).map(([field, [min, max]]) => (
              <NumberInput
                key={field}
                label={t(`wearables.energy.field.${part}_${field}` as 'wearables.energy.field.battery_usable')}
                size="xs"
                value={(budget[part] as unknown as Record<string, number>)[field]!}
                min={min}
                max={max}
                step={max <= 1 ? 0.05 : 1}
                thousandSeparator=" "
                onChange={(value) => setBudget((before) => changed(before, part, field, value))}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <div className={classes.row}>
        <Select label={t('wearables.model')} clearable placeholder={t('wearables.energy.noPolicy')} value={model} data={models.map(idOf)} onChange={setModel} />
        <Select label={t('wearables.set')} clearable placeholder={t('wearables.energy.noPolicy')} value={set} data={sets} onChange={setSet} />
        <p className="quiet small">{t('wearables.energy.policyHint')}</p>
      </div>
      {energy.error && energy.data ? <ErrorNote error={asApiError(energy.error)} compact /> : null}
      <Loaded query={energy} skeleton={<FiguresSkeleton count={3} />}>
        {(made) => <Lasting made={made} />}
      </Loaded>
    </Section>
  )
}

function Lasting({ made }: { made: WearableEnergy }) {
  const { t, format } = useWords()
  const rows: Rate[] = [['full', made.full], ['low', made.low], ...(made.adaptive ? [['adaptive', made.adaptive] as const] : [])]
  const current = (key: string, label: string): Column<Rate> => ({ key, label, numeric: true, cell: ([, { current_ua }]) => format.number(current_ua[key] ?? 0, 0), value: ([, { current_ua }]) => current_ua[key] ?? null })
  const columns: Column<Rate>[] = [
    { key: 'rate', label: t('wearables.energy.how'), cell: ([name]) => t(`wearables.energy.rate.${name}`), value: ([name]) => t(`wearables.energy.rate.${name}`) },
    ...PARTS.map((part) => current(part, t('wearables.energy.microamperes', { part: t(`wearables.energy.part.${part}`) }))),
    current('total', t('wearables.energy.current')),
    { key: 'hours', label: t('wearables.energy.hours'), numeric: true, cell: ([, { hours }]) => format.number(hours, 0), value: ([, { hours }]) => hours },
  ]
  return (
    <>
      <div className={classes.figures} role="status">
        {rows.map(([name, { hours, current_ua }]) => (
          <Figure key={name} label={t(`wearables.energy.rate.${name}`)} value={days(hours)} digits={1} unit={t('wearables.energy.days')} how="synthetic" source={t('wearables.energy.mean', { current: format.number(current_ua.total ?? 0, 0) })} />
        ))}
        {made.simulated ? (
          <Figure
            label={t('wearables.energy.cost')}
            value={made.simulated.change_points}
            digits={2}
            unit={t('wearables.points')}
            how="synthetic"
            source={t('wearables.energy.slowly', { share: format.percent(made.simulated.low_share, 0), seconds: format.number(made.simulated.seconds), people: made.simulated.people_learned_from })}
          />
        ) : null}
      </div>
      <DataTable label={t('wearables.energy.where')} columns={columns} rows={rows} rowKey={([name]) => name} />
      <p className={`quiet small ${classes.under}`}>
        <HowBadge how="synthetic" /> {t('wearables.energy.note')}
      </p>
    </>
  )
}
