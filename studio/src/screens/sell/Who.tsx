/** For whom and where: a customer, searched for by pseudonym or the shop's own id, and the place on its pages. */
import { Autocomplete, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { type Customer, useCustomersFound } from '@/api'
import { useWords } from '@/locale'
import { PLACEMENTS, worded } from './words'
import classes from './Sell.module.css'

export interface CustomerChoiceProps {
  /** Those who did something last. */
  recent: readonly Customer[]
  value: string
  /** Who is chosen; `isPseudonym` where it was offered, not typed. */
  onChange: (customer: string, isPseudonym: boolean) => void
}

/** Among those who did something last, and by a search among all who have a history. */
export function CustomerChoice({ recent, value, onChange }: CustomerChoiceProps) {
  const { t, format } = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const wanted = (typed ?? '').trim()
  const [sought] = useDebouncedValue(wanted, 200)
  const search = useCustomersFound(wanted && sought)
  const isSearched = wanted !== '' && sought === wanted && search.data !== undefined && !search.isPlaceholderData
  // Until the search answers, what is at hand.
  const offered = isSearched ? search.data.items : recent.filter(({ customer }) => customer.includes(wanted))
  const about = new Map(offered.map((each) => [each.customer, each]))
  const take = (text: string, isPseudonym: boolean) => {
    setTyped(null)
    if (text.trim() && text.trim() !== value) onChange(text.trim(), isPseudonym)
  }
  return (
    <div className={classes.customer}>
      <Autocomplete
        label={t('sell.who.customer')}
        description={t('sell.who.customerHint')}
        value={typed ?? value}
        data={offered.map(({ customer }) => customer)}
        limit={40}
        maxDropdownHeight={320}
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <span className={classes.option}>
            <bdi>{option.value}</bdi>
            <span className="quiet small">
              {t('sell.who.about', { count: about.get(option.value)?.acts ?? 0, acts: format.number(about.get(option.value)?.acts ?? 0), when: format.ago(about.get(option.value)?.last_at ?? new Date()) })}
            </span>
          </span>
        )}
        onChange={setTyped}
        onOptionSubmit={(text) => take(text, true)}
        onBlur={() => typed !== null && take(typed, false)}
        onKeyDown={(event) => event.key === 'Enter' && typed !== null && take(typed, false)}
      />
      <p className={isSearched && offered.length === 0 ? `small quiet ${classes.found}` : 'unseen'} role="status">
        {isSearched ? t('sell.who.found', { count: offered.length, number: format.number(offered.length) }) : ''}
      </p>
    </div>
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
