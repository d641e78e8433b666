/**
 * A hand's trembling taken out of landmarks without making them late: the one-euro filter (Casiez, Roussel and Vogel,
 * CHI 2012). What stands still is smoothed much, what moves fast little.
 */
import type { Seen } from './joints'

/** Hertz below which what stands still is let through; how much of the speed is added to it. */
const CALM = 1.2
const EAGER = 6
/** Hertz of the speed's own smoothing. */
const SPEED = 1
/** After so many seconds without a person the past is forgotten. */
const FORGOTTEN = 0.7

interface Value {
  at: number
  speed: number
}

/** A filter for lists of landmarks of one length; times in seconds. */
export function newSmoother(): (landmarks: readonly Seen[], time: number) => Seen[] {
  let past: Value[][] = []
  let last = -Infinity
  return (landmarks, time) => {
    const step = time - last
    if (step > FORGOTTEN || step <= 0 || past.length !== landmarks.length) past = []
    last = time
    const isFirst = past.length === 0
    return landmarks.map((each, number) => {
      const values = [each.x, each.y, each.z].map((value, axis): Value => {
        const before = past[number]?.[axis]
        return isFirst || !before ? { at: value, speed: 0 } : next(before, value, step)
      })
      past[number] = values
      return { ...each, x: values[0]!.at, y: values[1]!.at, z: values[2]!.at }
    })
  }
}

function next(before: Value, value: number, step: number): Value {
  const speed = mixed(before.speed, (value - before.at) / step, SPEED, step)
  return { at: mixed(before.at, value, CALM + EAGER * Math.abs(speed), step), speed }
}

function mixed(before: number, value: number, hertz: number, step: number): number {
  const turn = 2 * Math.PI * hertz * step
  const share = turn / (turn + 1)
  return before + share * (value - before)
}
