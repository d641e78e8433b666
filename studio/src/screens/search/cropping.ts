/** A frame within a picture, in shares of it: drawn between two points, moved edge by edge, written for the server. */

export interface Frame {
  left: number
  top: number
  width: number
  height: number
}

export interface Point {
  x: number
  y: number
}

export const WHOLE: Frame = { left: 0, top: 0, width: 1, height: 1 }
/** A smaller frame was a click. */
export const LEAST = 0.03

function within(value: number): number {
  return Math.min(1, Math.max(0, value))
}

/** The frame between two points, wherever they lie; the whole where they are too near each other. */
export function between(one: Point, other: Point): Frame {
  const left = within(Math.min(one.x, other.x))
  const top = within(Math.min(one.y, other.y))
  const width = within(Math.max(one.x, other.x)) - left
  const height = within(Math.max(one.y, other.y)) - top
  return width < LEAST || height < LEAST ? WHOLE : { left, top, width, height }
}

/** A frame with one of its numbers changed, still inside the picture. */
export function changed(frame: Frame, name: keyof Frame, value: number): Frame {
  const next = { ...frame, [name]: within(value) }
  if (name === 'left') next.left = Math.min(next.left, 1 - LEAST)
  if (name === 'top') next.top = Math.min(next.top, 1 - LEAST)
  next.width = Math.max(LEAST, Math.min(next.width, 1 - next.left))
  next.height = Math.max(LEAST, Math.min(next.height, 1 - next.top))
  return next
}

export function isWhole(frame: Frame): boolean {
  return frame.width > 0.999 && frame.height > 0.999
}

/** As the server takes it; empty for the whole picture. */
export function written(frame: Frame): string {
  if (isWhole(frame)) return ''
  return [frame.left, frame.top, frame.width, frame.height].map((each) => each.toFixed(4)).join(',')
}
