/** The keys of whatever is on screen: a part says which it listens to, `?` lists them all, typing is left alone. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { KeyGroup } from '@/kit/KeysHelp'

export interface Key {
  /** `/`, `Ctrl+K`, or `g h` for one after the other. */
  keys: string
  does: string
  run: () => void
  /** Also while a field has the focus. */
  always?: boolean
}

interface Registered {
  group: string
  keys: readonly Key[]
}

const AFTER_MS = 1_200

const registered = new Set<Registered>()
const listeners = new Set<() => void>()
let listed: readonly KeyGroup[] = []
let begun = ''
let begunAt = 0

/** Listen to keys for as long as the calling part is on screen. */
export function useKeys(group: string, keys: readonly Key[]): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const signature = keys.map((key) => `${key.keys} ${key.does}`).join('|')
  useEffect(() => {
    const entry: Registered = {
      group,
      keys: latest.current.map((key, index) => ({ ...key, run: () => latest.current[index]?.run() })),
    }
    registered.add(entry)
    changed()
    return () => {
      registered.delete(entry)
      changed()
    }
  }, [group, signature])
}

/** All keys that do something now, by group. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => listed,
  )
}

function changed(): void {
  const groups = new Map<string, { keys: string; does: string }[]>()
  for (const { group, keys } of registered) {
    groups.set(group, [...(groups.get(group) ?? []), ...keys.map(({ keys: combo, does }) => ({ keys: combo, does }))])
  }
  listed = [...groups].map(([label, keys]) => ({ label, keys }))
  for (const listener of listeners) listener()
}

/** Runs what a key press means, if it means anything. The last to register wins: the top-most part. */
export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const target = event.target as HTMLElement | null
  const isTyping = target?.closest('input:not([type=checkbox],[type=radio],[type=range]), textarea, select, [contenteditable=true]')
  const isCovered = !target?.closest('[role=dialog]') && document.querySelector('[role=dialog][aria-modal=true]')
  const pressed = (event.ctrlKey || event.metaKey ? 'Ctrl+' : '') + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
  const after = event.timeStamp - begunAt < AFTER_MS ? begun : ''
  const all = [...registered].reverse().flatMap((entry) => entry.keys)
  const found = (combo: string) =>
    all.find((key) => key.keys.toLowerCase() === combo.toLowerCase() && (key.always || (!isTyping && !isCovered)))
  const hit = (after && found(`${after} ${pressed}`)) || found(pressed)
  begun = ''
  if (hit) {
    event.preventDefault()
    hit.run()
  } else if (!isTyping && pressed.length === 1 && all.some((key) => key.keys.startsWith(`${pressed} `))) {
    begun = pressed
    begunAt = event.timeStamp
  }
}
