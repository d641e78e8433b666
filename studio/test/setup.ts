/** What jsdom lacks and every test needs. */
import { configure } from '@testing-library/react'
import '@testing-library/jest-dom/vitest'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeAll } from 'vitest'
import { parts, speak, words } from '@/locale'

class Observer {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.ResizeObserver ??= Observer as unknown as typeof ResizeObserver
globalThis.IntersectionObserver ??= Observer as unknown as typeof IntersectionObserver
window.matchMedia ??= (query: string) =>
  ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
    dispatchEvent: () => false,
  }) as MediaQueryList
Element.prototype.scrollIntoView ??= () => {}
Element.prototype.hasPointerCapture ??= () => false
// No canvas here: what draws must live with that, as in a browser that gives none.
HTMLCanvasElement.prototype.getContext = () => null

beforeAll(async () => {
  await words(...parts)
  await speak('en')
})
afterEach(cleanup)

// A screen's code is fetched when it is first shown, which takes a busy machine more than the usual second.
configure({ asyncUtilTimeout: 8_000 })
