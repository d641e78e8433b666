import { expect, test } from 'vitest'
import type { JourneyStep } from '@/api'
import { curvesOf, feltIn, thinned, trackOf, wayOf } from './way'

let number = 0
const step = (at: string, more: Partial<JourneyStep> = {}): JourneyStep => {
  number += 1
  return { number, event_id: `e${number}`, at, type: 'ObjectEvent', action: 'OBSERVE', step: 'shipping', disposition: '', place: '', site: '', thing: 'x', because: 'itself', is_void: false, void_reason: '', sensors: [], curves: [], track: [], ...more }
}
const felt = (time: string, value: number, type = 'Temperature') => ({ sensorMetadata: { time, deviceID: 'urn:modiste:device:t-1' }, sensorReport: [{ type, value, uom: 'CEL' }] })

test('a step has its curves, and a day without a word is a gap', () => {
  const curve = { device: 't-1', quantity: 'Temperature', unit: 'CEL', readings: 9, points: [[5, 1, 2, 3]] as [number, number, number, number][] }
  const parts = wayOf([step('2026-11-01T08:00:00Z', { curves: [curve, { ...curve, quantity: 'urn:modiste:setting:every_ms' }] }), step('2026-11-04T08:00:00Z', { step: 'receiving' }), step('2026-11-04T09:00:00Z', { step: 'storing' })])
  expect(parts.map((part) => (part.kind === 'gap' ? `${part.hours} h` : part.step.step))).toEqual(['shipping', '72 h', 'receiving', 'storing'])
  expect(parts[0]).toMatchObject({ curves: [{ device: 't-1', points: [{ at: 5, low: 1, mean: 2, high: 3 }] }] })
  expect(feltIn([step('2026-11-01T08:00:00Z', { curves: [curve] }), step('2026-11-01T08:00:00Z', { curves: [curve] })])[0]!.points).toHaveLength(2)
})

test('an event and its declaration are one step, and nothing is measured from it', () => {
  const [first, second, ...none] = wayOf([
    step('2026-11-01T08:00:00Z'),
    step('2026-11-03T08:00:00Z', { event_id: 'wrong', is_void: true, void_reason: 'did_not_occur' }),
    step('2026-11-03T08:00:00Z', { event_id: 'wrong', is_void: true, void_reason: 'did_not_occur' }),
  ]).filter((part) => part.kind === 'step')
  expect([first!.step.is_void, second!.step.is_void, none]).toEqual([false, true, []])
})

test('thinning loses no peak', () => {
  const values = Array.from({ length: 1000 }, (_, at) => [at, at === 637 ? 90 : 20] as const)
  const points = thinned(values, 60)
  expect(points.length).toBeLessThanOrEqual(60)
  expect(Math.max(...points.map(({ high }) => high))).toBe(90)
  expect(Math.min(...points.map(({ low }) => low))).toBe(20)
  expect(thinned([], 60)).toEqual([])
})

test('where a device was is a track in its order, not a curve', () => {
  const at = (time: string, east: number, north: number) => ({
    sensorMetadata: { time, deviceID: 'urn:modiste:device:t-1' },
    sensorReport: [
      { type: 'Angle', component: 'latitude', value: north, uom: 'DD' },
      { type: 'Angle', component: 'longitude', value: east, uom: 'DD' },
    ],
  })
  const elements = [at('2026-11-02T00:00:00Z', 4, 52), at('2026-11-01T00:00:00Z', 27, 38), felt('2026-11-01T00:00:00Z', 20)]
  expect(trackOf(elements)).toEqual([
    [27, 38],
    [4, 52],
  ])
  expect(curvesOf(elements).map(({ quantity }) => quantity)).toEqual(['Temperature'])
})
