/** What a training form may send: values as text, checked against what the recipe allows. */
import type { RecipeField } from '@/api'

export type Values = Readonly<Record<string, string>>
export type Flaw = 'empty' | 'number' | 'whole' | 'low' | 'high'

/** A value as TOML and the API's `settings` write it. */
export function textOf(value: string | number | boolean | null): string {
  return value === null ? '' : String(value)
}

export function flawOf(field: RecipeField, text: string): Flaw | null {
  if (field.kind !== 'integer' && field.kind !== 'number') return null
  const trimmed = text.trim()
  if (trimmed === '') return field.value === null ? null : 'empty'
  const value = Number(trimmed)
  if (!Number.isFinite(value)) return 'number'
  if (field.kind === 'integer' && !Number.isInteger(value)) return 'whole'
  if (typeof field.low === 'number' && value < field.low) return 'low'
  if (typeof field.high === 'number' && value > field.high) return 'high'
  return null
}

/** Only what was changed is sent: what the recipe says by itself stays the recipe's to say. */
export function changedOnly(fields: readonly RecipeField[], values: Values): Record<string, string> {
  const changed: Record<string, string> = {}
  for (const field of fields) {
    const text = (values[field.key] ?? '').trim()
    if (text !== textOf(field.value)) changed[field.key] = text
  }
  return changed
}

/** Whether a model's name would be refused; an empty one is the recipe's own. */
export function nameFlaw(name: string): boolean {
  const trimmed = name.trim()
  return trimmed !== '' && (trimmed.length > 80 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(trimmed))
}
