import { describe, expect, it } from 'vitest'
import { areTiny, pagesOf, ratioOf, shapeOf, stepOf } from './shape'

describe('the wall', () => {
  it('has two columns on a phone and more where there is room', () => {
    expect(shapeOf(358, 'grid', 1).columns).toBe(2)
    expect(shapeOf(900, 'grid', 1).columns).toBe(4)
    expect(shapeOf(900, 'grid', 1, true).columns).toBe(6)
    expect(shapeOf(900, 'list', 1).columns).toBe(1)
  })

  it('gives upright pictures higher rows', () => {
    expect(shapeOf(900, 'grid', 3 / 4).rowHeight).toBeGreaterThan(shapeOf(900, 'grid', 1).rowHeight)
  })

  it('frames pictures as most of them are', () => {
    const upright = { photo_width: 400, photo_height: 533 }
    expect(ratioOf([upright, upright, { photo_width: 900, photo_height: 600 }])).toBe(3 / 4)
    expect(ratioOf([{ photo_width: 28, photo_height: 28 }])).toBe(1)
    expect(ratioOf([{ photo_width: null, photo_height: null }])).toBe(1)
    expect(areTiny([{ photo_width: 28 }, { photo_width: 28 }, { photo_width: 800 }])).toBe(true)
    expect(areTiny([])).toBe(false)
  })

  it('asks for the pages that hold what is in sight, and no others', () => {
    expect(pagesOf(0, 59)).toEqual([0])
    expect(pagesOf(59, 60)).toEqual([0, 1])
    expect(pagesOf(69_990, 69_999)).toEqual([1166])
  })

  it.each([
    ['ArrowRight', 3, 4],
    ['ArrowLeft', 0, 0],
    ['ArrowDown', 3, 7],
    ['ArrowUp', 1, 1],
    ['ArrowUp', 5, 1],
    ['ArrowDown', 9, 9],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['PageDown', 0, 8],
  ])('leads from one garment to another: %s at %i is %i', (key, place, wanted) => {
    expect(stepOf(key, place, 10, 4, 2)).toBe(wanted)
  })

  it('leaves other keys alone', () => {
    expect(stepOf('a', 3, 10, 4, 2)).toBeNull()
  })
})
