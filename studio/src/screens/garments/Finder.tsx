/** A garment of the shop, looked for by words. */
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { type Garment, useGarment, useShelf } from '@/api'
import { said } from '@/house'
import { useWords } from '@/locale'

export interface FinderProps {
  label: string
  description?: string
  /** The id of the one that is chosen, or empty where each is taken at once. */
  value?: string
  onTake: (garment: Garment) => void
}

export function Finder({ label, description, value = '', onTake }: FinderProps) {
  const { t, language } = useWords()
  const [words, setWords] = useState('')
  const [sought] = useDebouncedValue(words, 200)
  const taken = useGarment(value).data?.data
  const isName = taken !== undefined && sought === said(taken, 'name', language)
  const found = useShelf({ filters: {}, q: isName ? '' : sought }, 'name', 12)
  const listed: Garment[] = [...(taken ? [taken] : []), ...(found.data?.items ?? []).filter((each) => each.id !== value)]
  return (
    <Select
      label={label}
      description={description}
      placeholder={t('kit.findGarment')}
      searchable
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('kit.loading') : t('kit.noGarments')}
      value={taken ? value : null}
      data={listed.map((each) => ({ value: each.id, label: said(each, 'name', language) }))}
      onSearchChange={setWords}
      onChange={(next) => {
        const garment = listed.find(({ id }) => id === next)
        if (garment) onTake(garment)
      }}
    />
  )
}
