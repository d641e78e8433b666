/** A decision: what is to be done, why, how it would turn out, who decided, and the ways to approve and refuse. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Plan, useDecide, usePlan } from '@/api'
import { Loaded, tell } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { CheckIcon } from '@/kit/Icon'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { money } from './money'
import { certaintyOf, type Outcome, replayedOf, rowsOf, type Side, sidesOf, totalsOf } from './numbers'
import classes from './Plan.module.css'

const BY: Readonly<Record<string, 'byWeek' | 'bySku'>> = { week: 'byWeek', sku: 'bySku' }
/** Kinds that order nothing: pieces go from one location to another. */
const SENT: ReadonlySet<Plan['kind']> = new Set(['allocation', 'transfer'])
const MONEY = ['price', 'gain', 'gain_low', 'gain_high'] as const

export function PlanDetail({ id }: { id: string }) {
  const plan = usePlan(id)
  return (
    <Loaded query={plan} skeleton={<FiguresSkeleton count={2} />}>
      {({ data, etag }) => <Detail plan={data} etag={etag} />}
    </Loaded>
  )
}

function Detail({ plan, etag }: { plan: Plan; etag: string }) {
  const { t, format, language } = useWords()
  const sides = sidesOf(plan)
  const replayed = replayedOf(plan)
  const { draws, interval } = certaintyOf(plan)
  const gain = money(plan.money, plan.currency, format)
  const totals = totalsOf(plan)
  const weeks = Number(plan.outcome.weeks ?? plan.numbers.weeks ?? 0)
  const share = typeof plan.terms.cost_share === 'number' ? plan.terms.cost_share : null
  const { columns, rows } = rowsOf(plan)
  return (
    <article className={classes.plan} aria-label={t(`plan.kind.${plan.kind}`)}>
      <p className={classes.what}>
        <strong>{t(`plan.kind.${plan.kind}`)}</strong>
        <span className="quiet" data-state={plan.state}>
          {t(`plan.state_${plan.state}`)}
        </span>
      </p>
      {totals.length > 0 ? (
        <div className={classes.totals}>
          {totals.map(({ name, value }) => (
            <Figure
              key={name}
              size="small"
              label={t(`plan.total.${name === 'pieces' && SENT.has(plan.kind) ? 'sent' : name}`)}
              value={value}
              how="predicted"
              {...(name === 'pieces' ? { unit: t('plan.total.unit'), digits: 0 } : { unit: plan.currency, digits: 2 })}
              {...(name === 'cost' && share !== null && !SENT.has(plan.kind) ? { source: t('plan.total.assumed', { share: format.percent(share, 0) }) } : {})}
            />
          ))}
        </div>
      ) : null}
      <p>{language === 'zh-CN' ? plan.why.zh : plan.why.en}</p>
      {sides.length > 0 ? (
        <>
          <table className={classes.compared}>
            <thead>
              <tr>
                <td />
                <th scope="col" className="numbers">
                  {t('plan.do.asIs')}
                </th>
                <th scope="col" className="numbers">
                  {t('plan.do.withIt')}
                </th>
              </tr>
            </thead>
            <Sides title={t('plan.do.next', { weeks: format.number(weeks) })} sides={sides} written={written} />
            {replayed ? <Sides title={t('plan.do.last', { weeks: format.number(replayed.weeks) })} sides={replayed.sides} written={written} /> : null}
          </table>
          <p className="small quiet">
            <HowBadge how="predicted" /> {draws ? t('plan.do.simulated', { draws: format.number(draws), gain }) : t('plan.do.expected', { gain })}{' '}
            {interval ? t('plan.do.interval', { low: money(interval[0], plan.currency, format), high: money(interval[1], plan.currency, format) }) : null}
          </p>
          {replayed ? <p className="small quiet">{t('plan.do.replayed')}</p> : null}
        </>
      ) : null}
      <details className={classes.rows}>
        <summary>{t(`plan.do.${BY[columns[0] ?? ''] ?? 'rows'}`, { count: rows.length, number: format.number(rows.length) })}</summary>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key */}
        <div className={classes.scroll} role="region" aria-label={t('plan.do.rowsLabel')} tabIndex={0}>
          <table className={classes.compared}>
            <thead>
              <tr>
                {columns.map((name, at) => (
                  <th key={name} scope="col" className={at > 0 ? 'numbers' : undefined}>
                    {t(`plan.column.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.filter((value) => typeof value === 'string').join(' ')}>
                  {row.map((value, at) =>
                    at === 0 ? (
                      <th key={columns[at]} scope="row">
                        {columns[at] === 'week' ? format.date(String(value)) : value}
                      </th>
                    ) : (
                      <td key={columns[at]} className="numbers">
                        {typeof value === 'number' ? cell(columns[at]!, value) : value}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
      <ol className={classes.steps}>
        {plan.steps.map((step) => (
          <li key={step.version} className="small quiet">
            {t(`plan.state_${step.state}`)} · {format.ago(step.at)} · <bdi>{step.who}</bdi>
            {step.note && step.state !== 'superseded' ? ` · ${step.note}` : ''}
          </li>
        ))}
      </ol>
      {plan.state === 'proposed' ? <Decide plan={plan} etag={etag} /> : null}
    </article>
  )

  function written(name: Outcome, value: number): string {
    if (name === 'fill') return format.percent(value, 0)
    return name === 'margin' || name === 'revenue' ? money(value, plan.currency, format) : format.number(value, 1)
  }

  function cell(name: (typeof columns)[number], value: number): string {
    if (name === 'share' || name === 'raw_share' || name === 'promotion') return format.percent(value, 0)
    return MONEY.some((each) => each === name) ? money(value, plan.currency, format) : format.number(value)
  }
}

/** Some rows of what becomes of the weeks as they are, and with the decision, under what they are of. */
function Sides({ title, sides, written }: { title: string; sides: Side[]; written: (name: Outcome, value: number) => string }) {
  const { t } = useWords()
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} className="label">
          {title}
        </th>
      </tr>
      {sides.map(({ name, asIs, withIt }) => (
        <tr key={name}>
          <th scope="row">{t(`plan.outcome.${name}`)}</th>
          <td className="numbers">{asIs === null ? '–' : written(name, asIs)}</td>
          <td className="numbers">{withIt === null ? '–' : written(name, withIt)}</td>
        </tr>
      ))}
    </tbody>
  )
}

function Decide({ plan, etag }: { plan: Plan; etag: string }) {
  const { t } = useWords()
  const decide = useDecide()
  const [note, setNote] = useState('')
  const step = (verb: 'approve' | 'refuse') =>
    decide.mutate({ id: plan.id, etag, verb, note }, { onSuccess: ({ state }) => tell.done(t(state === 'approved' ? 'plan.do.isApproved' : 'plan.do.isRefused', { what: t(`plan.kind.${plan.kind}`) })) })
  return (
    <>
      <TextInput label={t('plan.do.note')} value={note} maxLength={500} onChange={(event) => setNote(event.currentTarget.value)} />
      {decide.error ? <ErrorNote error={asApiError(decide.error)} compact /> : null}
      <div className={classes.buttons}>
        <Button leftSection={<CheckIcon size={16} aria-hidden />} loading={decide.isPending} onClick={() => step('approve')}>
          {t('plan.do.approve')}
        </Button>
        <Button variant="subtle" disabled={decide.isPending} onClick={() => step('refuse')}>
          {t('plan.do.refuse')}
        </Button>
      </div>
    </>
  )
}
