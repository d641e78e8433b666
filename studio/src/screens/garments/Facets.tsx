/** What the garments can be narrowed by, and how many each choice would give. */
import { useState } from 'react'
import { CHOSEN_BY, type ChosenBy, type Facets as Counted, type Filters } from '@/api'
import { useWords } from '@/locale'
import { toggled } from './wanted'
import { valueInWords } from './words'
import classes from './Garments.module.css'

/** Values beyond these are found by search. */
const MOST = 24

export interface FacetsProps {
  counted: Counted | undefined
  filters: Filters
  onChoose: (name: ChosenBy, values: readonly string[]) => void
}

export function Facets({ counted, filters: said, onChoose }: FacetsProps) {
  const { t, format } = useWords()
  // A tick is seen at once; the address, and with it all else, follows.
  const [ahead, setAhead] = useState<Filters>(said)
  const [known, setKnown] = useState(said)
  if (known !== said) {
    setKnown(said)
    setAhead(said)
  }
  const filters = ahead
  const choose = (name: ChosenBy, value: string) => {
    const values = toggled(filters, name, value)
    setAhead({ ...filters, [name]: values })
    onChoose(name, values)
  }
  return (
    <div role="group" aria-label={t('garments.narrow')}>
      {CHOSEN_BY.map((name) => {
        const values = valuesOf(counted?.facets[name] ?? {}, filters[name] ?? [])
        if (values.length < 2 && !filters[name]?.length) return null
        return (
          <fieldset key={name} className={classes.group}>
            <legend className={`label ${classes.legend}`}>{t(`garments.by.${name}`)}</legend>
            {values.map(([value, number]) => (
              <label key={value} className={classes.value}>
                <input type="checkbox" checked={filters[name]?.includes(value) ?? false} onChange={() => choose(name, value)} />
                <span className={classes.word} dir="auto">
                  {valueInWords(name, value, t)}
                </span>
                <span className={classes.number}>{format.number(number)}</span>
              </label>
            ))}
          </fieldset>
        )
      })}
    </div>
  )
}

/** The values worth a line: those that occur, and those chosen though nothing has them now. */
export function valuesOf(counts: Readonly<Record<string, number>>, chosen: readonly string[]): [string, number][] {
  const found = Object.entries(counts).filter(([value]) => value !== '')
  const missing = chosen.filter((value) => !(value in counts)).map((value): [string, number] => [value, 0])
  const head = found.slice(0, MOST)
  const tail = found.slice(MOST).filter(([value]) => chosen.includes(value))
  return [...head, ...tail, ...missing]
}
