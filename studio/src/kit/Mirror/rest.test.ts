import { expect, test } from 'vitest'
import { closeCamera, openCamera, whyNot } from './camera'
import { marked } from './marked'
import { newSmoother } from './smooth'

test('what stands still trembles less, what jumps is followed', () => {
  const smooth = newSmoother()
  const at = (x: number) => [{ x, y: 0, z: 0, visibility: 0.9 }]
  expect(smooth(at(0.5), 0)[0]).toEqual({ x: 0.5, y: 0, z: 0, visibility: 0.9 })
  const trembled = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => smooth(at(0.5 + (step % 2 ? 0.004 : -0.004)), step / 30)[0]!.x)
  expect(Math.max(...trembled.map((x) => Math.abs(x - 0.5)))).toBeLessThan(0.002)
  const jumped = [9, 10, 11, 12, 13, 14, 15].map((step) => smooth(at(0.9), step / 30)[0]!.x)
  expect(jumped.at(-1)).toBeGreaterThan(0.86)
})

test('who was away for a while comes back where they are', () => {
  const smooth = newSmoother()
  smooth([{ x: 0, y: 0, z: 0 }], 0)
  expect(smooth([{ x: 1, y: 1, z: 1 }], 2)).toEqual([{ x: 1, y: 1, z: 1 }])
})

/** The smallest PNG: one pixel. */
const PIXEL = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (each) => each.charCodeAt(0))

test('a kept picture says within itself that it is partly synthetic', () => {
  const made = marked(PIXEL, 'Tee & "jeans", 试')
  const text = new TextDecoder().decode(made)
  expect(text).toContain('digitalsourcetype/compositeSynthetic')
  expect(text).toContain('Tee &#38; &#34;jeans&#34;, 试')
  // The header stays first, the chunk after it has the length that it says, the rest is as it was.
  expect([...made.slice(0, 33)]).toEqual([...PIXEL.slice(0, 33)])
  const length = new DataView(made.buffer).getUint32(33)
  expect(new TextDecoder().decode(made.slice(37, 41))).toBe('iTXt')
  expect([...made.slice(33 + 12 + length)]).toEqual([...PIXEL.slice(33)])
})

test('what is no PNG is refused', () => {
  expect(() => marked(new Uint8Array(40), 'x')).toThrow('no PNG')
})

test('why there is no camera is told apart', async () => {
  expect(['NotAllowedError', 'NotFoundError', 'NotReadableError', 'TypeError'].map((name) => whyNot(new DOMException('', name)))).toEqual(['refused', 'absent', 'busy', 'broken'])
  expect(await openCamera()).toBe('insecure')
  closeCamera(null)
})
