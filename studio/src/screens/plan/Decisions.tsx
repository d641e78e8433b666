/** Decisions: what was proposed, approved and refused, and by whom; the newest first. */
import { Button, SegmentedControl } from '@mantine/core'
import { asApiError, type Plan, usePlans, usePropose } from '@/api'
import { useAddress } from '@/app'
import { said } from '@/house'
import { type Column, DataTable } from '@/kit/DataTable'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { money } from './money'
import { PlanDetail } from './PlanDetail'
import classes from './Plan.module.css'

const STATES = ['proposed', 'approved', 'refused', 'superseded'] as const

export function Decisions() {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const state = STATES.find((each) => each === query.get('state')) ?? null
  const shown = query.get('plan') ?? ''
  const plans = usePlans(state)
  const propose = usePropose()
  const campaign = () => propose.mutate({ kind: 'campaign', garment: '', packs: [], weeks: 4, elasticities: {}, trends: {}, note: '' }, { onSuccess: ({ id }) => change({ plan: id }, { push: true }) })
  const name = (row: Plan) => (row.shown ? said(row.shown, 'name', language) : row.garment || t('plan.do.wholeShop'))
  const columns: Column<Plan>[] = [
    { key: 'garment', label: t('plan.concern.garment'), cell: name, value: name, width: 'minmax(110px, 2fr)' },
    { key: 'kind', label: t('plan.do.what'), cell: (row) => t(`plan.kind.${row.kind}`), value: (row) => t(`plan.kind.${row.kind}`), width: 'minmax(76px, 1fr)' },
    { key: 'state', label: t('plan.do.state'), cell: (row) => t(`plan.state_${row.state}`), value: (row) => t(`plan.state_${row.state}`), width: 'minmax(80px, 1fr)' },
    { key: 'money', label: t('plan.do.gain'), cell: (row) => (row.kind === 'size_curve' ? '–' : money(row.money, row.currency, format)), value: (row) => row.money, numeric: true, width: 'minmax(84px, 1fr)' },
    { key: 'who', label: t('plan.do.who'), cell: (row) => row.steps.at(-1)?.who ?? row.made_by, value: (row) => row.steps.at(-1)?.who ?? row.made_by, width: 'minmax(84px, 1fr)' },
    { key: 'when', label: t('plan.do.when'), cell: (row) => format.ago(row.steps.at(-1)?.at ?? row.made_at), value: (row) => row.steps.at(-1)?.at ?? row.made_at, width: 'minmax(92px, 1fr)' },
  ]
  const open = plans.items.find(({ id }) => id === shown)
  return (
    <>
      <SegmentedControl
        className={classes.states!}
        aria-label={t('plan.do.state')}
        value={state ?? 'all'}
        onChange={(value) => change({ state: value === 'all' ? null : value })}
        data={[{ value: 'all', label: t('plan.concern.all') }, ...STATES.map((each) => ({ value: each, label: t(`plan.state_${each}`) }))]}
      />
      <div className={classes.buttons}>
        <Button variant="default" size="compact-md" loading={propose.isPending} onClick={campaign}>
          {t('plan.do.campaign')}
        </Button>
      </div>
      {propose.error ? <ErrorNote error={asApiError(propose.error)} compact /> : null}
      {plans.error ? <ErrorNote error={asApiError(plans.error)} onRetry={() => void plans.refetch()} /> : null}
      <DataTable
        label={t('plan.tab.decisions')}
        columns={columns}
        rows={plans.items}
        rowKey={(row) => row.id}
        loading={plans.isPending}
        empty={<p className="quiet">{t('plan.do.none')}</p>}
        onEnd={plans.more}
        onOpen={(row) => change({ plan: row.id }, { push: true })}
        openKey={shown || null}
        remember="plans"
      />
      {shown ? (
        <SidePanel title={open ? name(open) : t('plan.do.title')} eyebrow={t('plan.tab.decisions')} onClose={() => change({ plan: null })}>
          <PlanDetail id={shown} />
        </SidePanel>
      ) : null}
    </>
  )
}
