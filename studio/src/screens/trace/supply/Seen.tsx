/** Who has seen an alarm; a note is asked for once somebody says so, and the word is taken back. */
import { Button, TextInput } from '@mantine/core'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type SupplyAlarm, useAcknowledge } from '@/api'
import { useWords } from '@/locale'
import classes from './Supply.module.css'

export interface SeenProps {
  /** One cause's: they are seen together. */
  alarms: readonly SupplyAlarm[]
  name: string
}

export function Seen({ alarms, name }: SeenProps) {
  const { t, format } = useWords()
  const acknowledge = useAcknowledge()
  const [note, setNote] = useState<string | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const [isMoved, setMoved] = useState(false)
  const newest = alarms[0]!
  const isSeen = alarms.every(({ acknowledged_at }) => acknowledged_at > 0)
  const isAsked = note !== null && !isSeen
  // Where a field or a button goes away under the reader, the one that came instead has the focus.
  useEffect(() => {
    if (isMoved) box.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [isMoved, isAsked, isSeen])
  const ask = (words: string | null) => {
    setNote(words)
    setMoved(true)
  }
  const say = (seen: boolean) => {
    setMoved(true)
    acknowledge.mutate({ ids: alarms.map(({ id }) => id), seen, note: seen ? (note ?? '') : '' }, { onSuccess: () => setNote(null) })
  }
  const leave = (event: KeyboardEvent) => {
    if (event.key === 'Escape') ask(null)
  }
  return (
    <div ref={box} className={classes.ask} data-asked={isAsked}>
      {isSeen ? (
        <p className={classes.seen}>
          <span className="quiet small">
            {t('trace.alarms.seenBy', { who: newest.acknowledged_by, when: format.ago(new Date(newest.acknowledged_at)) })}
            {newest.note ? `: ${newest.note}` : ''}
          </span>
          <Button size="compact-sm" variant="subtle" loading={acknowledge.isPending} onClick={() => say(false)}>
            {t('trace.alarms.undo')}
          </Button>
        </p>
      ) : isAsked ? (
        <form
          className={classes.seen}
          onSubmit={(event) => {
            event.preventDefault()
            say(true)
          }}
        >
          <TextInput size="xs" maxLength={1000} aria-label={t('trace.alarms.note', { name })} placeholder={t('trace.alarms.noteHint')} value={note ?? ''} onChange={(event) => setNote(event.currentTarget.value)} onKeyDown={leave} />
          <Button type="submit" size="compact-sm" loading={acknowledge.isPending}>
            {t('trace.alarms.seen')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => ask(null)}>
            {t('trace.alarms.leave')}
          </Button>
        </form>
      ) : (
        <Button size="compact-sm" variant="default" aria-label={t('trace.alarms.seenOf', { name })} onClick={() => ask('')}>
          {t('trace.alarms.seen')}
        </Button>
      )}
    </div>
  )
}
