/** Pictures that were dropped, pasted or picked to be looked up; one store, because they may come from anywhere. */
import { useSyncExternalStore } from 'react'
import { PHOTOS, type Refused, sorted } from '@/kit/DropZone'

export interface LookUp {
  files: readonly File[]
  refused: readonly Refused[]
}

let wanted: LookUp | null = null
const listeners = new Set<() => void>()

function become(next: LookUp | null): void {
  wanted = next
  for (const listener of listeners) listener()
}

export function lookUp(files: readonly File[]): void {
  if (files.length === 0) return
  const { taken, refused } = sorted(files, { ...PHOTOS, mostFiles: 12 })
  become({ files: taken, refused })
}

export function endLookUp(): void {
  become(null)
}

export function useLookUp(): LookUp | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => wanted,
  )
}
