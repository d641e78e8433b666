/** Which columns of a table are in sight; the choice is kept in this browser. */
import { useState } from 'react'

interface Hideable {
  key: string
  hidden?: boolean
}

export function useColumns<C extends Hideable>(columns: readonly C[], remember: string | undefined) {
  const [choice, setChoice] = useState<Record<string, boolean>>(() => read(remember))
  const isShown = (key: string) => choice[key] ?? !columns.find((column) => column.key === key)?.hidden
  const toggle = (key: string) => {
    const next = { ...choice, [key]: !isShown(key) }
    setChoice(next)
    write(remember, next)
  }
  return { shown: columns.filter((column) => isShown(column.key)), isShown, toggle }
}

const nameOf = (remember: string) => `modiste.columns.${remember}`

function read(remember: string | undefined): Record<string, boolean> {
  if (!remember) return {}
  try {
    return JSON.parse(localStorage.getItem(nameOf(remember)) ?? '{}') as Record<string, boolean>
  } catch {
    return {}
  }
}

function write(remember: string | undefined, choice: Record<string, boolean>): void {
  if (!remember) return
  try {
    localStorage.setItem(nameOf(remember), JSON.stringify(choice))
  } catch {
    // Then the choice lasts as long as the page.
  }
}
