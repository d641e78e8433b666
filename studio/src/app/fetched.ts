/** A part of the studio whose code, and the words it needs beside the frame's, are fetched when it is first shown. */
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { type Part, words } from '@/locale'

export function fetched(load: () => Promise<{ default: ComponentType }>, ...parts: Part[]): LazyExoticComponent<ComponentType> {
  return lazy(async () => (await Promise.all([load(), words(...parts)]))[0])
}
