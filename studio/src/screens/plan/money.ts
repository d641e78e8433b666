/** Money in the shop's currency; a bare number where the shop names none. */
import type { Format } from '@/locale'

export function money(value: number, currency: string, format: Format): string {
  return currency ? format.money(value, currency) : format.number(value, 2)
}
