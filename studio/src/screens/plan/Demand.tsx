/** Demand: what wants a look first by the money at stake; a garment's forecast and what to do stand beside it. */
import { Select } from '@mantine/core'
import { asApiError, type Concern, type DemandState, useConcerns, useDemandState } from '@/api'
import { Loaded, useAddress } from '@/app'
import { said } from '@/house'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { SidePanel } from '@/kit/SidePanel'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { GarmentPlan } from './GarmentPlan'
import { MakeAgain, useMaking } from './Making'
import { money } from './money'
import classes from './Plan.module.css'

const KINDS = ['stock_out', 'overstock', 'off_track', 'fell_back', 'no_history'] as const
type Kind = (typeof KINDS)[number]

export function Demand() {
  const { t } = useWords()
  const state = useDemandState()
  const making = useMaking()
  return (
    <Loaded query={state} skeleton={<FiguresSkeleton count={4} />}>
      {(now) =>
        now.made_at === null ? (
          <>
            {making.seam}
            <EmptyState
              title={t('plan.none.title')}
              steps={[t('plan.none.first'), t('plan.none.second'), t('plan.none.third')]}
              action={{ label: t('plan.make.first'), onClick: making.start }}
              secondary={{ label: t('plan.none.import'), href: '/data/import' }}
            >
              <p>{t('plan.none.what')}</p>
            </EmptyState>
          </>
        ) : (
          <>
            <State now={now} />
            <MakeAgain making={making} />
            <Concerns now={now} />
          </>
        )
      }
    </Loaded>
  )
}

interface Judged {
  wape?: number
  coverage_90?: number
}

function State({ now }: { now: DemandState }) {
  const { t, format } = useWords()
  const chosen = now.figures?.chosen as Judged | undefined
  const naive = now.figures?.naive as Judged | undefined
  const atStake = (now.concerns ?? []).reduce((sum, each) => sum + each.money, 0)
  const currency = now.currency ?? ''
  return (
    <>
      <div className={classes.figures}>
        <Figure label={t('plan.state.atStake')} value={Math.round(atStake)} unit={currency} digits={0} how="predicted" source={t('plan.state.terms', { lead: format.number(now.terms?.lead_weeks ?? 0), cost: format.percent(now.terms?.cost_share ?? 0, 0) })} />
        <Figure
          label={t('plan.state.wape')}
          value={chosen?.wape ?? null}
          style="percent"
          how="measured"
          source={t('plan.state.past')}
          {...(naive?.wape === undefined ? {} : { comparison: { value: naive.wape, label: t('plan.state.naive'), better: 'lower' as const } })}
        />
        <Figure label={t('plan.state.coverage')} value={chosen?.coverage_90 ?? null} style="percent" how="measured" source={t('plan.state.coverageHint')} />
        <Figure label={t('plan.state.garments')} value={now.garments ?? 0} how="measured" source={now.made_at ? t('plan.state.made', { when: format.ago(now.made_at), weeks: format.number(now.horizon ?? 0) }) : ''} />
      </div>
      {now.synthetic ? (
        <p className="small quiet">
          <HowBadge how="synthetic" /> {t('plan.state.synthetic')}
        </p>
      ) : null}
    </>
  )
}

function Concerns({ now }: { now: DemandState }) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const kind = KINDS.find((each) => each === query.get('kind')) ?? null
  const garment = query.get('garment') ?? ''
  const found = useConcerns(kind)
  const currency = now.currency ?? ''
  const count = (each: Kind) => now.concerns?.find((one) => one.kind === each)?.count ?? 0
  const columns: Column<Concern>[] = [
    { key: 'garment', label: t('plan.concern.garment'), cell: (row) => nameOf(row), value: nameOf, width: 'minmax(104px, 2fr)' },
    { key: 'kind', label: t('plan.concern.what'), cell: (row) => t(`plan.concern.kind.${row.kind}`), value: (row) => t(`plan.concern.kind.${row.kind}`), width: 'minmax(92px, 1fr)' },
    { key: 'money', label: t('plan.concern.money'), cell: (row) => money(row.money, currency, format), value: (row) => row.money, numeric: true, width: 'minmax(84px, 1fr)' },
    { key: 'why', label: t('plan.concern.why'), cell: (row) => (language === 'zh-CN' ? row.zh : row.en), width: 'minmax(200px, 5fr)' },
  ]
  function nameOf(row: Concern): string {
    return row.shown ? said(row.shown, 'name', language) : row.garment
  }
  const open = found.items.find((row) => row.garment === garment)
  return (
    <>
      <Select
        className={classes.kinds!}
        label={t('plan.concern.show')}
        allowDeselect={false}
        value={kind ?? 'all'}
        data={[{ value: 'all', label: t('plan.concern.all') }, ...KINDS.map((each) => ({ value: each, label: `${t(`plan.concern.kind.${each}`)} (${format.number(count(each))})` }))]}
        onChange={(value) => change({ kind: value === 'all' ? null : value })}
      />
      {found.error ? <ErrorNote error={asApiError(found.error)} onRetry={() => void found.refetch()} /> : null}
      <DataTable
        label={t('plan.concern.title')}
        columns={columns}
        rows={found.items}
        rowKey={(row) => `${row.garment} ${row.kind}`}
        loading={found.isPending}
        empty={<p className="quiet">{t('plan.concern.none')}</p>}
        onEnd={found.more}
        onOpen={(row) => change({ garment: row.garment }, { push: true })}
        openKey={open ? `${open.garment} ${open.kind}` : null}
        remember="concerns"
      />
      {garment ? (
        <SidePanel title={open ? nameOf(open) : garment} eyebrow={t('plan.tab.demand')} onClose={() => change({ garment: null })}>
          <GarmentPlan key={garment} garment={garment} />
        </SidePanel>
      ) : null}
    </>
  )
}
