/** The picture that is searched with; one store, because it may be brought from any screen. */
import { useSyncExternalStore } from 'react'

let held: File | null = null
const listeners = new Set<() => void>()

export function searchWith(picture: File | null): void {
  held = picture
  for (const listener of listeners) listener()
}

export function useSearchPicture(): File | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => held,
  )
}
