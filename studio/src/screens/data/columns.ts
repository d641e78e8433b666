/** Which column says what: one column says one thing. */

/** The mapping after a field was given a column, or none; the field that had the column before loses it. */
export function changedColumns(columns: Readonly<Record<string, string>>, field: string, column: string | null): Record<string, string> {
  const rest = Object.entries(columns).filter(([name, value]) => name !== field && value !== column)
  return Object.fromEntries(column === null ? rest : [...rest, [field, column]])
}
