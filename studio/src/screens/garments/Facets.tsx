/** What the garments can be narrowed by, and how many each choice would give. */
import { useState } from 'react'
import { CHOSEN_BY, type ChosenBy, type Facets as Counted, type Filters } from '@/api'
import { FacetPanel, type FacetValue } from '@/kit/FacetPanel'
import { useWords } from '@/locale'
import { valueInWords } from './words'

export interface FacetsProps {
  counted: Counted | undefined
  filters: Filters
  onChoose: (name: ChosenBy, values: readonly string[]) => void
}

export function Facets({ counted, filters: said, onChoose }: FacetsProps) {
  const { t } = useWords()
  // A tick is seen at once; the address, and with it all else, follows.
  const [filters, setAhead] = useState<Filters>(said)
  const [known, setKnown] = useState(said)
  if (known !== said) {
    setKnown(said)
    setAhead(said)
  }
  const facets = CHOSEN_BY.map((name) => {
    const values = valuesOf(counted?.facets[name] ?? {}, filters[name] ?? [])
    return { name, label: t(`garments.by.${name}`), values: values.map((each) => ({ ...each, label: valueInWords(name, each.value, t) })) }
  }).filter(({ name, values }) => values.length > 1 || filters[name]?.length)
  return (
    <div role="group" aria-label={t('garments.narrow')}>
      <FacetPanel
        facets={facets}
        chosen={filters}
        onChange={(name, values) => {
          setAhead({ ...filters, [name]: values })
          onChoose(name as ChosenBy, values)
        }}
      />
    </div>
  )
}

/** The values worth a line: those that occur, and those chosen though nothing has them now. */
export function valuesOf(counts: Readonly<Record<string, number>>, chosen: readonly string[]): FacetValue[] {
  const found = Object.entries(counts).filter(([value]) => value !== '')
  const missing = chosen.filter((value) => !(value in counts)).map((value): [string, number] => [value, 0])
  return [...found, ...missing].map(([value, count]) => ({ value, count }))
}
