/** What was measured of a cloth, typed in, beside what is predicted for it. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type FabricGiven, type FabricSheet, useHoldFabrics } from '@/api'
import { Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { nameOf, worth } from './numbers'
import classes from './Fabrics.module.css'

/** A value held, as the server tells it. */
interface Held {
  of: string
  measured: number
  predicted: number
  low: number
  high: number
  factor: number
  is_covered: boolean
}

export function Measured({ given, sheet }: { given: FabricGiven; sheet: FabricSheet | undefined }) {
  const { t, language, format } = useWords()
  const hold = useHoldFabrics()
  const [of, setOf] = useState('mass_gsm')
  const [value, setValue] = useState<string | number>('')
  const [method, setMethod] = useState('ISO 3801')
  const [doi, setDoi] = useState('')
  const [uncertainty, setUncertainty] = useState<string | number>(3)
  const [typed, setTyped] = useState<Record<string, number>>({})
  const properties = sheet?.properties ?? {}
  const add = (event: FormEvent) => {
    event.preventDefault()
    const values = { ...typed, [of]: Number(value) }
    setTyped(values)
    hold.mutate({ cloths: [{ ...given, doi, method, uncertainty_pct: Number(uncertainty), values }] })
  }
  const rows = (hold.data?.rows ?? []) as unknown as Held[]
  const refused = (hold.data?.refused ?? []) as unknown as { row: number; reason: string }[]
  const say = (number: number) => format.number(worth(number))
  return (
    <Section title={t('fabric.measured.title')}>
      <p className="quiet small">{t('fabric.measured.what')}</p>
      <form className={classes.row} onSubmit={add}>
        <Select label={t('fabric.column.property')} allowDeselect={false} searchable data={Object.entries(properties).map(([key, each]) => ({ value: key, label: each.unit ? `${nameOf(each, language)}, ${each.unit}` : nameOf(each, language) }))} value={of} onChange={(next) => setOf(next ?? of)} />
        <NumberInput label={t('fabric.measured.value')} value={value} onChange={setValue} hideControls />
        <TextInput label={t('fabric.measured.method')} value={method} onChange={(event) => setMethod(event.currentTarget.value)} />
        <NumberInput label={t('fabric.measured.uncertainty')} min={0} max={100} value={uncertainty} onChange={setUncertainty} hideControls />
        <TextInput label={t('fabric.measured.doi')} value={doi} onChange={(event) => setDoi(event.currentTarget.value)} />
        <Button type="submit" variant="default" loading={hold.isPending} disabled={value === '' || doi === '' || method === ''}>
          {t('fabric.measured.add')}
        </Button>
      </form>
      {hold.error ? <ErrorNote error={asApiError(hold.error)} compact /> : null}
      {refused.map(({ row, reason }) => (
        <p key={row} role="alert" className={classes.beyond}>
          {reason}
        </p>
      ))}
      {rows.length > 0 ? (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key
        <div className={classes.scroll} role="region" aria-label={t('fabric.measured.title')} tabIndex={0}>
          <table className={classes.table}>
            <thead>
              <tr>
                {(['property', 'measured', 'value', 'interval', 'factor', 'inside'] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(`fabric.measuredColumn.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.of}>
                  <th scope="row">{properties[row.of] ? nameOf(properties[row.of]!, language) : row.of}</th>
                  <td className={classes.number}>
                    {say(row.measured)} {properties[row.of]?.unit} <HowBadge how="measured" bare />
                  </td>
                  <td className={classes.number}>
                    {say(row.predicted)} <HowBadge how="predicted" bare />
                  </td>
                  <td className={classes.number}>{t('fabric.between', { low: say(row.low), high: say(row.high) })}</td>
                  <td className={classes.number}>{format.number(row.factor, 2)}</td>
                  <td>{t(row.is_covered ? 'fabric.measured.yes' : 'fabric.measured.no')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </Section>
  )
}
