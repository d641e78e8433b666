import { describe, expect, it } from 'vitest'
import { between, changed, isWhole, LEAST, WHOLE, written } from './cropping'

describe('a frame', () => {
  it('lies between two points, whichever comes first, and inside the picture', () => {
    const frame = between({ x: 0.8, y: 1.4 }, { x: 0.2, y: 0.5 })
    expect(frame.left).toBe(0.2)
    expect(frame.top).toBe(0.5)
    expect(frame.width).toBeCloseTo(0.6)
    expect(frame.height).toBe(0.5)
  })

  it('is the whole picture after a click', () => {
    expect(between({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.51 })).toBe(WHOLE)
    expect(isWhole(WHOLE)).toBe(true)
  })

  it('never leaves the picture when an edge is moved', () => {
    for (const name of ['left', 'top', 'width', 'height'] as const) {
      for (const value of [-1, 0, 0.4, 1, 2]) {
        const frame = changed({ left: 0.3, top: 0.3, width: 0.5, height: 0.6 }, name, value)
        expect(frame.left + frame.width).toBeLessThanOrEqual(1.0001)
        expect(frame.top + frame.height).toBeLessThanOrEqual(1.0001)
        expect(frame.width).toBeGreaterThanOrEqual(LEAST)
        expect(frame.height).toBeGreaterThanOrEqual(LEAST)
      }
    }
  })

  it('is written as the server takes it', () => {
    expect(written(WHOLE)).toBe('')
    expect(written({ left: 0.25, top: 0, width: 0.5, height: 1 })).toBe('0.2500,0.0000,0.5000,1.0000')
  })
})
