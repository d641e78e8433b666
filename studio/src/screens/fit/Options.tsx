/** What can be chosen of a program: one field an option. */
import { NumberInput, Select } from '@mantine/core'
import type { Program } from '@/api'
import { useWords } from '@/locale'
import { named, unitName } from './words'
import classes from './Fit.module.css'

export interface OptionsProps {
  program: Program
  /** What was chosen; the program's defaults stand for the rest. */
  chosen: Record<string, string | number>
  onChange: (id: string, value: string | number) => void
  disabled?: boolean
}

export function Options({ program, chosen, onChange, disabled = false }: OptionsProps) {
  const { t } = useWords()
  return (
    <div className={classes.fields}>
      {program.options.map(({ id, choices, default: usual, low, high, unit }) => {
        const name = named('option', id, t)
        const value = chosen[id] ?? usual
        return choices ? (
          <Select
            key={id}
            size="sm"
            label={name}
            disabled={disabled}
            allowDeselect={false}
            value={String(value)}
            data={choices.map((choice) => ({ value: choice, label: named('choice', choice, t) }))}
            onChange={(next) => (next ? onChange(id, next) : undefined)}
          />
        ) : (
          <NumberInput
            key={id}
            size="sm"
            label={unit ? t('fit.garment.optionUnit', { option: name, unit: unitName(unit, t) }) : name}
            disabled={disabled}
            value={Number(value)}
            {...(low === null || low === undefined ? {} : { min: low })}
            {...(high === null || high === undefined ? {} : { max: high })}
            step={0.1}
            decimalScale={1}
            onValueChange={({ floatValue }, { source }) => (source === 'event' && floatValue !== undefined ? onChange(id, floatValue) : undefined)}
          />
        )
      })}
    </div>
  )
}
