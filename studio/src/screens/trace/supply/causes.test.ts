import { expect, test } from 'vitest'
import type { SupplyAlarm } from '@/api'
import { causesOf } from './causes'

const HOUR = 3_600_000
const alarm = (id: string, hours: number, more: Partial<SupplyAlarm> = {}): SupplyAlarm => ({ id, device: 'jet-1', quantity: 'Power', unit: 'KWT', kind: 'spike', severity: 'info', since: hours * HOUR, raised_at: hours * HOUR, ended_at: 0, size: 7, value: 9, normal: 4, acknowledged_by: '', acknowledged_at: 0, note: '', why: { en: '', zh: '' }, ...more })

test('what a device repeats for one cause within a day is one row, as grave as its gravest', () => {
  const found = causesOf([alarm('a', 100), alarm('b', 90, { severity: 'warning' }), alarm('c', 90, { kind: 'shift' }), alarm('d', 90, { device: 'jet-2' }), alarm('e', 70)])
  expect(found.map((each) => [each.alarm.id, each.others.map(({ id }) => id), each.severity])).toEqual([
    ['a', ['b'], 'warning'],
    ['c', [], 'info'],
    ['d', [], 'info'],
    ['e', [], 'info'],
  ])
})
