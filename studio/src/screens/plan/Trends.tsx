/** Trends: rising and fading side by side with what shows them, the rest below, and what sales tell. */
import { Button, Select } from '@mantine/core'
import { type ApiError, type TrendFilter, type TrendState, useTrends, useTrendState } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Column } from './trends/Column'
import { Panel } from './trends/Panel'
import { Sales } from './trends/Sales'
import { Steady } from './trends/Steady'
import { named } from './trends/words'
import classes from './trends/Trends.module.css'

/** No history to compare: not an error but a place still empty. */
const TOO_LITTLE = 'MOD-2435'

export default function Trends() {
  const { t } = useWords()
  const state = useTrendState()
  const skeleton = (
    <>
      <p className="quiet">{t('trends.judging')}</p>
      <TableSkeleton columns={2} rows={6} />
    </>
  )
  return (
    <Loaded query={state} skeleton={skeleton} absent={(error) => (error.code === TOO_LITTLE ? <Nothing error={error} /> : null)}>
      {(now) => <Board state={now} />}
    </Loaded>
  )
}

function Nothing({ error }: { error: ApiError }) {
  const { t } = useWords()
  return (
    <EmptyState
      title={t('trends.empty.title')}
      steps={[t('trends.empty.first'), t('trends.empty.second'), t('trends.empty.third')]}
      action={{ label: t('trends.empty.import'), href: '/data/import' }}
    >
      <p>{t('trends.empty.what')}</p>
      <p className="quiet small" lang="en">
        {error.detail}
      </p>
    </EmptyState>
  )
}

function Board({ state }: { state: TrendState }) {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const attribute = known(query.get('attribute'), state.attributes)
  const source = known(query.get('source'), state.sources)
  const filter = { ...(attribute ? { attribute } : {}), ...(source ? { source } : {}) } as TrendFilter
  const rising = useTrends({ ...filter, verdict: 'rising' })
  const fading = useTrends({ ...filter, verdict: 'fading' })
  const [from = '', what = '', ...value] = (query.get('trend') ?? '').split(':')
  const options = (groups: TrendState['attributes']) => [
    { value: '', label: t('trends.every') },
    ...groups.map(({ id, name, called, judged }) => ({ value: id, label: t('trends.option', { name: named(name, language), called, judged }) })),
  ]
  const judged = state.counts.rising + state.counts.fading + state.counts.steady
  const isSteadyOpen = query.get('steady') === 'shown'
  return (
    <>
      <p className={classes.lead}>{t('trends.lead')}</p>
      <div className={classes.asked}>
        <Select label={t('trends.attribute')} description={t('trends.optionHint')} data={options(state.attributes)} value={attribute} allowDeselect={false} onChange={(next) => change({ attribute: next })} />
        <Select label={t('trends.source')} description={t('trends.optionHint')} data={options(state.sources)} value={source} allowDeselect={false} onChange={(next) => change({ source: next })} />
        <div className={classes.about}>
          <p>
            {t('trends.about', { judged: format.number(judged), weeks: state.weeks, date: format.date(state.as_of) })} <HowBadge how={state.basis} />
          </p>
          <p className="quiet small">{t('trends.how')}</p>
        </div>
      </div>
      <div className={classes.room}>
        <div className={classes.sides}>
          <Column verdict="rising" query={rising} />
          <Column verdict="fading" query={fading} />
        </div>
      </div>
      <Section
        title={t('trends.steady')}
        actions={
          <Button size="compact-sm" variant="default" aria-expanded={isSteadyOpen} onClick={() => change({ steady: isSteadyOpen ? null : 'shown' })}>
            {isSteadyOpen ? t('trends.table.hide') : t('trends.table.show', { number: format.number(state.counts.steady) })}
          </Button>
        }
      >
        {isSteadyOpen ? <Steady filter={filter} /> : null}
      </Section>
      <Sales />
      {value.length > 0 ? <Panel key={`${what}:${value.join(':')}`} attribute={what} value={value.join(':')} source={from} /> : null}
    </>
  )
}

/** What the address asks for, where there is such a thing. */
function known(asked: string | null, groups: TrendState['attributes']): string {
  return groups.some(({ id }) => id === asked) ? asked! : ''
}
