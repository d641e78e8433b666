/** Colours in a row: each is picked, written, taken away; one more is added. */
import { ActionIcon } from '@mantine/core'
import { Dye } from '@/kit/Dye'
import { AddIcon, CloseIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import classes from './Design.module.css'

export interface ColourRowProps {
  label: string
  colours: readonly string[]
  onChange: (colours: string[]) => void
  least: number
  most: number
  /** What is added. */
  add: string
  disabled?: boolean
  /** What each place is called: the first is the ground. */
  nameOf?: (place: number) => string
}

export function ColourRow({ label, colours, onChange, least, most, add, disabled = false, nameOf }: ColourRowProps) {
  const { t } = useWords()
  const name = (place: number) => nameOf?.(place) ?? t('desk.colour.of', { label, number: place + 1 })
  return (
    <div role="group" aria-label={label}>
      <p className={classes.ranged}>{label}</p>
      <div className={classes.colours}>
        {colours.map((colour, place) => (
          <div key={place} className={classes.colour}>
            <Dye name={name(place)} disabled={disabled} value={colour} onChange={(value) => onChange(colours.map((each, at) => (at === place ? value : each)))}>
              {colour}
            </Dye>
            {colours.length > least && !disabled ? (
              <ActionIcon size="sm" variant="subtle" aria-label={t('desk.colour.remove', { name: name(place) })} onClick={() => onChange(colours.filter((_, at) => at !== place))}>
                <CloseIcon size={12} aria-hidden />
              </ActionIcon>
            ) : null}
          </div>
        ))}
        {colours.length < most && !disabled ? (
          <ActionIcon size="sm" variant="default" aria-label={t('desk.colour.add', { label })} onClick={() => onChange([...colours, add])}>
            <AddIcon size={14} aria-hidden />
          </ActionIcon>
        ) : null}
      </div>
    </div>
  )
}
