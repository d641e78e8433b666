/** One setting, as what it is: a switch, a choice, a number, or words. */
import { Select, Switch, TextInput } from '@mantine/core'

export interface SettingFieldProps {
  field: { key: string; kind: string; choices?: readonly string[] | null; help: string }
  value: string
  error?: string | undefined
  disabled?: boolean
  onChange: (value: string) => void
}

export function SettingField({ field, value, error, disabled = false, onChange }: SettingFieldProps) {
  const common = { label: field.key, description: field.help, disabled }
  if (field.kind === 'boolean') {
    return <Switch {...common} checked={value === 'true'} onChange={(event) => onChange(String(event.currentTarget.checked))} />
  }
  if (field.kind === 'choice') {
    return <Select {...common} allowDeselect={false} data={[...(field.choices ?? [])]} value={value} onChange={(next) => onChange(next ?? value)} />
  }
  const isNumber = field.kind === 'integer' || field.kind === 'number'
  return (
    <TextInput
      {...common}
      inputMode={isNumber ? 'decimal' : 'text'}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
