/** What if: another price, a promotion or another lead time, and what then would be sold and bought. */
import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type GarmentDemand, useWhatIf, type WeekAhead, type WhatIfAnswer } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { money } from './money'
import classes from './Plan.module.css'

export interface WhatIfFormProps {
  demand: GarmentDemand
  onAnswer: (forecast: readonly WeekAhead[] | undefined) => void
}

export function WhatIfForm({ demand, onAnswer }: WhatIfFormProps) {
  const { t } = useWords()
  const ask = useWhatIf()
  const [price, setPrice] = useState<number | string>('')
  const [off, setOff] = useState<number | string>('')
  const [lead, setLead] = useState<number | string>('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wish = {
      garment: demand.garment,
      price: typeof price === 'number' ? price : null,
      promotion: typeof off === 'number' ? off / 100 : null,
      promotion_weeks: 2,
      lead_weeks: typeof lead === 'number' ? lead : null,
    }
    ask.mutate(wish, { onSuccess: ({ after }) => onAnswer(after.forecast) })
  }
  return (
    <section>
      <h3 className="label">{t('plan.if.title')}</h3>
      <form className={classes.form} onSubmit={submit}>
        <NumberInput label={t('plan.if.price', { currency: demand.currency })} min={0.01} max={1_000_000} value={price} onChange={setPrice} placeholder={demand.stock.price === null ? '' : String(demand.stock.price)} />
        <NumberInput label={t('plan.if.promotion')} description={t('plan.if.promotionHint')} min={0} max={90} suffix=" %" value={off} onChange={setOff} />
        <NumberInput label={t('plan.if.lead')} min={0} max={26} allowDecimal={false} value={lead} onChange={setLead} />
        <Button type="submit" variant="default" loading={ask.isPending}>
          {t('plan.if.ask')}
        </Button>
      </form>
      {ask.error ? <ErrorNote error={asApiError(ask.error)} compact /> : null}
      {ask.data ? <Answer answer={ask.data} /> : null}
    </section>
  )
}

function Answer({ answer }: { answer: WhatIfAnswer }) {
  const { t, format } = useWords()
  const { before, after, currency } = answer
  const rows = [
    { key: 'wanted', before: format.number(before.pieces_wanted, 1), after: format.number(after.pieces_wanted, 1) },
    { key: 'revenue', before: money(before.revenue, currency, format), after: money(after.revenue, currency, format) },
    { key: 'buy', before: format.number(before.pieces), after: format.number(after.pieces) },
    { key: 'cost', before: money(before.cost, currency, format), after: money(after.cost, currency, format) },
  ] as const
  const [low = answer.elasticity, high = answer.elasticity] = answer.elasticity_ends
  return (
    <div role="status">
      <table className={classes.compared}>
        <thead>
          <tr>
            <td />
            <th scope="col" className="numbers">
              {t('plan.if.before')}
            </th>
            <th scope="col" className="numbers">
              {t('plan.if.after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{t(`plan.if.row.${row.key}`)}</th>
              <td className="numbers">{row.before}</td>
              <td className="numbers">{row.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small quiet">
        <HowBadge how="predicted" /> {t(`plan.if.elasticity.${answer.elasticity_basis}`, { value: format.number(answer.elasticity, 2), low: format.number(low, 2), high: format.number(high, 2) })}
      </p>
    </div>
  )
}
