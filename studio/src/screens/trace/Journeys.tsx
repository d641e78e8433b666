/** Journeys: an item is found by any of its names; a document is captured by laying it down. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Section, useAddress } from '@/app'
import { SearchIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { Capture } from './Capture'
import { Journey } from './journey'
import { nameOf } from './journey/names'
import classes from './Trace.module.css'

export function Journeys() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const item = query.get('item') ?? ''
  const [typed, setTyped] = useState(item)
  const find = (event: FormEvent) => {
    event.preventDefault()
    change({ item: nameOf(typed) || null }, { push: true })
  }
  return (
    <>
      <form className={classes.find} onSubmit={find}>
        <TextInput label={t('trace.find.label')} description={t('trace.find.hint')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} maxLength={500} spellCheck={false} autoComplete="off" />
        <Button type="submit" leftSection={<SearchIcon size={16} aria-hidden />}>
          {t('trace.find.do')}
        </Button>
      </form>
      {item ? <Journey key={item} item={item} /> : null}
      <Section title={t('trace.capture.title')}>
        <Capture />
      </Section>
    </>
  )
}
