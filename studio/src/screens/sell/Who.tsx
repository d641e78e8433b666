/** For whom and where: a customer by pseudonym or by the shop's own id, and the place on its pages. */
import { Autocomplete, Select } from '@mantine/core'
import { useState } from 'react'
import type { Customer } from '@/api'
import { useWords } from '@/locale'
import { PLACEMENTS, worded } from './words'
import classes from './Sell.module.css'

export interface CustomerChoiceProps {
  /** Those who did something last. */
  recent: readonly Customer[]
  value: string
  onChange: (customer: string) => void
}

export function CustomerChoice({ recent, value, onChange }: CustomerChoiceProps) {
  const { t, format } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const about = new Map(recent.map((each) => [each.customer, each]))
  const take = (text: string) => {
    setTyped(null)
    if (text.trim() && text.trim() !== value) onChange(text.trim())
  }
  return (
    <Autocomplete
      className={classes.customer!}
      label={t('sell.who.customer')}
      description={t('sell.who.customerHint')}
      value={typed ?? value}
      data={recent.map(({ customer }) => customer)}
      limit={40}
      maxDropdownHeight={320}
      // The one that is chosen hides no other until something is typed.
      filter={({ options, search }) => (typed ? options.filter((each) => 'value' in each && each.value.includes(search.trim())) : options)}
      renderOption={({ option }) => (
        <span className={classes.option}>
          <bdi>{option.value}</bdi>
          <span className="quiet small">
            {t('sell.who.about', { count: about.get(option.value)?.acts ?? 0, acts: format.number(about.get(option.value)?.acts ?? 0), when: format.ago(about.get(option.value)?.last_at ?? new Date()) })}
          </span>
        </span>
      )}
      onChange={setTyped}
      onOptionSubmit={take}
      onBlur={() => typed !== null && take(typed)}
      onKeyDown={(event) => event.key === 'Enter' && typed !== null && take(typed)}
    />
  )
}

export function PlacementChoice({ value, onChange, more = [] }: { value: string; onChange: (placement: string) => void; more?: readonly string[] }) {
  const { t } = useWords()
  const all = [...new Set([...PLACEMENTS, ...more, value])].filter(Boolean)
  return (
    <Select
      className={classes.placement!}
      label={t('sell.who.placement')}
      description={t('sell.who.placementHint')}
      allowDeselect={false}
      value={value}
      data={all.map((each) => ({ value: each, label: worded('placement', each, t) }))}
      onChange={(next) => next && onChange(next)}
    />
  )
}
