/** The selection of the wall: at once on screen, a moment later in the address. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { EVERYTHING, NOTHING, readSelection, type Selection, withIds, written } from './selection'

const AFTER_MS = 200

type Change = (changes: Record<string, string | null>) => void

/**
 * @param text what the address says.
 * @param key what the selection is of; another question ends "all that match".
 */
export function useSelection(text: string | null, key: string, change: Change) {
  const [selection, setSelection] = useState<Selection>(() => readSelection(text))
  const [of, setOf] = useState(key)
  if (of !== key) {
    setOf(key)
    if (selection.all) setSelection(NOTHING)
  }
  const latest = useRef(change)
  const said = useRef(text ?? '')
  useEffect(() => {
    latest.current = change
  })
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = written(selection)
      if (now === said.current && now !== '~') return
      said.current = now
      latest.current({ sel: now || null })
    }, AFTER_MS)
    return () => clearTimeout(timer)
  }, [selection])

  const set = useCallback((ids: Iterable<string>, selected: boolean) => {
    const list = [...ids]
    setSelection((before) => withIds(before, list, selected))
  }, [])
  const all = useCallback(() => setSelection(EVERYTHING), [])
  const none = useCallback(() => setSelection(NOTHING), [])
  return { selection, set, all, none }
}
