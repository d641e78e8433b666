/** A journey as it is drawn: steps, the gaps between them, and what sensors felt after each step, thinned to be seen. */
import type { JourneyStep, SensorElement } from '@/api'

export interface CurvePoint {
  /** Milliseconds since 1970: the middle of what it stands for. */
  at: number
  low: number
  mean: number
  high: number
}

export interface Curve {
  device: string
  quantity: string
  unit: string
  points: CurvePoint[]
}

export type WayPart = { kind: 'step'; step: JourneyStep; curves: Curve[] } | { kind: 'gap'; hours: number; key: string }

const POINTS = 120
const HOUR = 3_600_000
/** So long without a step is drawn as a gap. */
const GAP_HOURS = 24
const DEVICE = 'urn:modiste:device:'
/** Before a setting's name: what a device says of itself is no curve. */
const SETTING = 'urn:modiste:setting:'

/** Steps in their order, a declared error with its declaration once. */
export function wayOf(steps: readonly JourneyStep[]): WayPart[] {
  const parts: WayPart[] = []
  const seen = new Set<string>()
  let last: JourneyStep | null = null
  for (const step of steps) {
    if (seen.has(step.event_id)) continue
    seen.add(step.event_id)
    const hours = last ? (Date.parse(step.at) - Date.parse(last.at)) / HOUR : 0
    if (hours >= GAP_HOURS) parts.push({ kind: 'gap', hours, key: `before ${step.number}` })
    parts.push({ kind: 'step', step, curves: feltIn([step]) })
    if (!step.is_void) last = step
  }
  return parts
}

/** The curves of steps, each quantity of each device once. */
export function feltIn(steps: readonly JourneyStep[]): Curve[] {
  const found = new Map<string, Curve>()
  for (const { device, quantity, unit, points } of steps.flatMap((step) => step.curves)) {
    if (quantity.startsWith(SETTING)) continue
    const key = `${device} ${quantity} ${unit}`
    const curve = found.get(key) ?? { device, quantity, unit, points: [] }
    curve.points.push(...points.map(([at, low, mean, high]) => ({ at, low, mean, high })))
    found.set(key, curve)
  }
  return [...found.values()]
}

/** A curve for each quantity of each device; where it was is a track, no curve. */
export function curvesOf(elements: readonly SensorElement[], most = POINTS): Curve[] {
  const found = new Map<string, { device: string; quantity: string; unit: string; values: [at: number, value: number][] }>()
  for (const { sensorMetadata, sensorReport = [] } of elements) {
    const at = Date.parse(sensorMetadata?.time ?? '')
    for (const { type = '', component, value, uom = '' } of sensorReport) {
      if (value === undefined || component || type.startsWith(SETTING) || Number.isNaN(at)) continue
      const device = (sensorMetadata?.deviceID ?? '').replace(DEVICE, '')
      const key = `${device} ${type} ${uom}`
      if (!found.has(key)) found.set(key, { device, quantity: type, unit: uom, values: [] })
      found.get(key)!.values.push([at, value])
    }
  }
  return [...found.values()].map(({ values, ...named }) => ({ ...named, points: thinned(values.sort(([one], [other]) => one - other), most) }))
}

/** At most so many points, each with the least, the mean and the most of what it stands for: no peak is lost. */
export function thinned(values: readonly (readonly [at: number, value: number])[], most: number): CurvePoint[] {
  const size = Math.ceil(values.length / most)
  const points: CurvePoint[] = []
  for (let start = 0; start < values.length; start += size) {
    const part = values.slice(start, start + size)
    const numbers = part.map(([, value]) => value)
    points.push({
      at: (part[0]![0] + part.at(-1)![0]) / 2,
      low: Math.min(...numbers),
      mean: numbers.reduce((sum, each) => sum + each, 0) / numbers.length,
      high: Math.max(...numbers),
    })
  }
  return points
}

/** Where a device said that it was, in its order: longitude and latitude. */
export function trackOf(elements: readonly SensorElement[]): [longitude: number, latitude: number][] {
  const spots = elements.flatMap(({ sensorMetadata, sensorReport = [] }) => {
    const part = (name: string) => sensorReport.find(({ component }) => component === name)?.value
    const [longitude, latitude] = [part('longitude'), part('latitude')]
    return longitude === undefined || latitude === undefined ? [] : [{ at: Date.parse(sensorMetadata?.time ?? ''), spot: [longitude, latitude] as [number, number] }]
  })
  return spots.sort((one, other) => one.at - other.at).map(({ spot }) => spot)
}
