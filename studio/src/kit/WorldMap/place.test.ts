import { expect, test } from 'vitest'
import { placedNames } from './place'

const spot = (id: string, x: number, y: number, wide = 80) => ({ id, x, y, wide })

test('a name stands right of its mark, and left of it at the edge', () => {
  const [izmir, venlo] = placedNames([spot('izmir', 50, 50), spot('venlo', 380, 50)], 400, 100)
  expect(izmir).toMatchObject({ anchor: 'start', x: 60 })
  expect(venlo).toMatchObject({ anchor: 'end', x: 370 })
})

test('names never lie on one another; what is chosen keeps its name', () => {
  const crowd = Array.from({ length: 12 }, (_, at) => spot(`s${at}`, 200 + at, 50, 120))
  const placed = placedNames(crowd, 400, 100, 's11')
  expect(placed.length).toBeLessThan(12)
  expect(placed[0]!.id).toBe('s11')
  const boxes = placed.map(({ x, y, anchor }) => ({ left: anchor === 'start' ? x : anchor === 'end' ? x - 120 : x - 60, y }))
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1)) expect(Math.abs(one.left - other.left) >= 120 || Math.abs(one.y - other.y) >= 16).toBe(true)
})
