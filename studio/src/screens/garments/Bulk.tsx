/** What can be done with the selected garments, all at once; each can be undone. */
import { Autocomplete, Button, Popover } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type Edited, useEdit, useUndo, type Wanted } from '@/api'
import { tell } from '@/app'
import { CheckIcon, DeleteIcon, SellIcon } from '@/kit/Icon'
import { StitchFrame } from '@/kit/Stitch'
import { useWords } from '@/locale'
import { chosenOf, numberOf, type Selection } from './selection'
import classes from './Garments.module.css'

export interface BulkProps {
  selection: Selection
  wanted: Wanted
  total: number
  /** The categories that there are, to choose from; a new one may be written. */
  categories: readonly string[]
  onAll: () => void
  onNone: () => void
}

export function Bulk({ selection, wanted, total, categories, onAll, onNone }: BulkProps) {
  const { t, format } = useWords()
  const edit = useEdit()
  const tellOf = useTellOfEdit()
  const number = numberOf(selection, total)
  const choose = chosenOf(selection, wanted)
  const isDoing = edit.isPending
  if (number === 0) return null
  const set = (category: string) =>
    edit.mutate({ verb: 'set', choose, values: { category } }, { onSuccess: (edited) => tellOf(edited, 'set', category) })
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('garments.bulk.label')}>
      <StitchFrame inset />
      <span className={classes.bulkNumber} role="status">
        {t('garments.bulk.selected', { count: number, number: format.number(number) })}
      </span>
      {number < total ? (
        <Button size="compact-sm" variant="subtle" onClick={onAll}>
          {t('garments.bulk.all', { count: total, number: format.number(total) })}
        </Button>
      ) : null}
      <SetCategory categories={categories} disabled={isDoing} onSet={set} />
      <Button
        size="compact-md"
        variant="default"
        disabled={isDoing}
        leftSection={<CheckIcon size={16} aria-hidden />}
        onClick={() => edit.mutate({ verb: 'accept', choose }, { onSuccess: (edited) => tellOf(edited, 'accept') })}
      >
        {t('garments.bulk.accept')}
      </Button>
      <Button
        size="compact-md"
        variant="default"
        disabled={isDoing}
        leftSection={<DeleteIcon size={16} aria-hidden />}
        onClick={() =>
          edit.mutate(
            { verb: 'delete', choose },
            {
              onSuccess: (edited) => {
                tellOf(edited, 'delete')
                onNone()
              },
            },
          )
        }
      >
        {t('garments.bulk.delete')}
      </Button>
      <Button size="compact-md" variant="subtle" onClick={onNone}>
        {t('garments.bulk.none')}
      </Button>
    </div>
  )
}

function SetCategory({ categories, disabled, onSet }: { categories: readonly string[]; disabled: boolean; onSet: (value: string) => void }) {
  const { t } = useWords()
  const [opened, setOpened] = useState(false)
  const [value, setValue] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = value.trim()
    if (!wanted) return
    setOpened(false)
    setValue('')
    onSet(wanted)
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus withinPortal>
      <Popover.Target>
        <Button size="compact-md" variant="default" disabled={disabled} leftSection={<SellIcon size={16} aria-hidden />} onClick={() => setOpened(!opened)}>
          {t('garments.bulk.category')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.setting} onSubmit={submit}>
          <Autocomplete
            label={t('garment.category')}
            data={[...categories]}
            value={value}
            onChange={setValue}
            maxLength={120}
            data-autofocus
            comboboxProps={{ withinPortal: false }}
          />
          <Button type="submit" disabled={value.trim() === ''}>
            {t('garments.bulk.set')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Says what an edit did and offers to take it back; says too what was left alone. */
export function useTellOfEdit() {
  const { t, format } = useWords()
  const undo = useUndo()
  return ({ change, number, left }: Edited, verb: 'set' | 'accept' | 'delete', value = '') => {
    const rest = left.length > 0 ? ` ${t(`garments.left.${verb === 'delete' ? 'delete' : 'accept'}`, { count: left.length, number: format.number(left.length) })}` : ''
    if (!change) {
      tell.notDone(`${t('garments.nothingChanged')}${rest}`)
      return
    }
    tell.undo(`${t(`garments.done.${verb}`, { count: number, number: format.number(number), value })}${rest}`, t('kit.undo'), () =>
      undo.mutate(change.id, {
        onSuccess: ({ restored, kept }) => {
          const since = kept.length > 0 ? ` ${t('garments.keptSince', { count: kept.length, number: format.number(kept.length) })}` : ''
          tell.done(`${t('garments.undone', { count: restored, number: format.number(restored) })}${since}`)
        },
      }),
    )
  }
}
