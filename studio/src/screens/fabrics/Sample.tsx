/** What was measured of a woven or knitted sample of a front's cloth, typed in: predictions are corrected by it. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, useFabricSample } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { ofWords, worth } from './numbers'
import classes from './Fabrics.module.css'

/** What follows from prices, footprints and a wearer: no laboratory measures it on a cloth. */
const RECKONED: readonly string[] = ['discomfort', 'cost_m2', 'footprint_upt_m2', 'durability']

export function Sample({ id, member, units }: { id: string; member: number; units: Record<string, string> }) {
  const { t, format } = useWords()
  const sample = useFabricSample(id)
  const able = Object.keys(units).filter((of) => !RECKONED.includes(of))
  const [of, setOf] = useState(able[0] ?? 'mass_gsm')
  const [value, setValue] = useState<string | number>('')
  const [uncertainty, setUncertainty] = useState<string | number>('')
  const [method, setMethod] = useState('')
  const unit = units[of] ? ` ${units[of]}` : ''
  const take = (event: FormEvent) => {
    event.preventDefault()
    sample.mutate({ member, measured: { [of]: { value: Number(value), uncertainty: Number(uncertainty), method } } })
  }
  const say = (number: number) => `${format.number(worth(number))}${unit}`
  return (
    <section aria-labelledby="sample">
      <h3 id="sample">{t('fabric.sample.title')}</h3>
      <p className="quiet small">{t('fabric.sample.what')}</p>
      <form className={classes.form} onSubmit={take}>
        <Select label={t('fabric.column.property')} allowDeselect={false} value={of} data={able.map((each) => ({ value: each, label: ofWords(each, t) }))} onChange={(next) => setOf(next ?? of)} />
        <TextInput label={t('fabric.measured.method')} maxLength={200} value={method} onChange={(event) => setMethod(event.currentTarget.value)} />
        <NumberInput label={t('fabric.measured.value')} suffix={unit} hideControls value={value} onChange={setValue} />
        <NumberInput label={t('fabric.sample.uncertainty')} suffix={unit} hideControls min={0} value={uncertainty} onChange={setUncertainty} />
        <Button type="submit" variant="default" className={classes.whole!} loading={sample.isPending} disabled={value === '' || uncertainty === '' || method.trim() === ''}>
          {t('fabric.sample.take')}
        </Button>
      </form>
      {sample.error ? <ErrorNote error={asApiError(sample.error)} compact /> : null}
      {Object.entries(sample.data?.measured ?? {}).map(([key, told]) => (
        <p key={key} role="status">
          {t('fabric.sample.told', { of: ofWords(key, t), measured: say(told.measured), predicted: say(told.predicted), error: format.number(worth(told.error_pct)) })}
        </p>
      ))}
    </section>
  )
}
