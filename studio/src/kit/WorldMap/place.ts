/** Where names stand on a map: beside their mark where nothing else is, else nowhere; what is chosen comes first. */
export interface Spot {
  id: string
  x: number
  y: number
  /** How wide its name is. */
  wide: number
}

export interface PlacedName {
  id: string
  x: number
  y: number
  anchor: 'start' | 'end' | 'middle'
}

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}

const LINE = 16
const AWAY = 10
/** What a sum of halves may be off by. */
const SLACK = 0.5

export function placedNames(spots: readonly Spot[], wide: number, high: number, first = ''): PlacedName[] {
  const marks = spots.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }))
  const taken: Box[] = [...marks]
  const placed: PlacedName[] = []
  for (const spot of [...spots].sort((one, other) => Number(other.id === first) - Number(one.id === first))) {
    for (const { anchor, dx, dy } of [
      { anchor: 'start', dx: AWAY, dy: 4 },
      { anchor: 'end', dx: -AWAY, dy: 4 },
      { anchor: 'middle', dx: 0, dy: -AWAY - 2 },
      { anchor: 'middle', dx: 0, dy: AWAY + 12 },
    ] as const) {
      const half = spot.wide / 2
      // A name above or below moves in from the edge.
      const x = anchor === 'middle' ? Math.min(Math.max(spot.x, half), wide - half) : spot.x + dx
      const left = anchor === 'start' ? x : anchor === 'end' ? x - spot.wide : x - half
      const box = { left, right: left + spot.wide, top: spot.y + dy - LINE + 4, bottom: spot.y + dy + 4 }
      const isInside = box.left >= -SLACK && box.right <= wide + SLACK && box.top >= 0 && box.bottom <= high
      if (!isInside || taken.some((other) => overlaps(box, other))) continue
      taken.push(box)
      placed.push({ id: spot.id, x, y: spot.y + dy, anchor })
      break
    }
  }
  return placed
}

const overlaps = (one: Box, other: Box) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom
