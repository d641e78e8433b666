/** Tables as CSV, and files made here handed to the browser to keep. */

export type Cell = string | number | boolean | null | undefined

/** RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8; what they would run as a formula is text. */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns, ...rows].map((row) => row.map(field).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function field(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.]+$/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Give a file to the browser. */
export function save(name: string, content: Blob | string, type = 'text/csv;charset=utf-8'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken its copy by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** A name that every file system takes. */
export function fileName(title: string, ending: string): string {
  const bare = title
    .trim()
    .replace(/[\p{C}\\/:*?"<>|]+/gu, '-')
    .replace(/[\s-]+/g, '-')
    .slice(0, 80)
  return `${bare || 'modiste'}.${ending}`
}
