/** Pieces of a pattern laid out on a sheet: none overlaps, each as its right side is seen, nothing turned. Centimetres. */
import type { Panel } from '@/api'

export type Point = readonly [number, number]

export interface Laid {
  panel: Panel
  /** Its outline's box on the sheet, y down. */
  left: number
  top: number
  width: number
  height: number
  /** A point of the panel (y up) on the sheet (y down). */
  at: (point: Point) => Point
}

export interface Layout {
  width: number
  height: number
  pieces: Laid[]
}

const GAP = 4
/** Room for a name above a piece too low to hold it. */
const NAME = 4
/** A sheet is about so much wider than high. */
const SHAPE = 1.35

/** Lays out in rows, the high pieces first; mirrored pieces stay together, for their heights are the same. */
export function laidOut(panels: readonly Panel[]): Layout {
  const boxes = panels.map((panel) => ({ panel, ...boxOf(panel.cut) }))
  const area = boxes.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0)
  const most = Math.max(0, ...boxes.map(({ width }) => width), Math.sqrt(area * SHAPE))
  const ordered = boxes.map((box, place) => ({ ...box, place })).sort((one, other) => Math.round(other.height - one.height) || one.place - other.place)
  const pieces: Laid[] = []
  let row = { left: 0, top: NAME, height: 0 }
  let width = 0
  for (const box of ordered) {
    if (row.left > 0 && row.left + box.width > most + 1e-9) row = { left: 0, top: row.top + row.height + GAP + NAME, height: 0 }
    const { left, top } = row
    pieces.push({ panel: box.panel, left, top, width: box.width, height: box.height, at: ([x, y]) => [left + x - box.minX, top + box.maxY - y] })
    width = Math.max(width, left + box.width)
    row = { left: left + box.width + GAP, top, height: Math.max(row.height, box.height) }
  }
  return { width, height: row.top + row.height, pieces }
}

export function boxOf(points: readonly Point[]) {
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  return { minX, maxX, minY, maxY, width: maxX - minX, height: maxY - minY }
}

/** A way through points as SVG reads it. */
export function wayOf(points: readonly Point[], closed = false): string {
  return points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('') + (closed ? 'Z' : '')
}

/** Each edge's points with its end, which the next edge begins with. */
export function edgesOf({ edges }: Pick<Panel, 'edges'>): { name: string; points: Point[]; length: number }[] {
  return edges.map(({ name, points, length }, at) => {
    const next = edges[(at + 1) % edges.length]!.points[0]
    return { name, points: next ? [...points, next] : [...points], length }
  })
}

/** A line with a head at each end: the grain runs both ways. */
export function arrowOf(from: Point, to: Point, head: number): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(dx, dy) || 1
  const [ux, uy] = [(dx / length) * head, (dy / length) * head]
  const headAt = ([x, y]: Point, way: number) =>
    wayOf([
      [x - way * ux - uy * 0.55, y - way * uy + ux * 0.55],
      [x, y],
      [x - way * ux + uy * 0.55, y - way * uy - ux * 0.55],
    ])
  return wayOf([from, to]) + headAt(to, 1) + headAt(from, -1)
}
