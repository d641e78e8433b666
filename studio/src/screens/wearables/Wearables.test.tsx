import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { speak, words } from '@/locale'
import { answers, CALLER, open } from '../../../test/screen'
import { changed, FIRST } from './budget'
import Wearables from './index'
import { callsOf, kindsOf, runsOf, spanFlaw, strongest, withSpan } from './labels'
import { addedOf, ball } from './sites'

const WATCH = { model: 'watch', version: '2', device: 'watch', labels: ['WALKING'], accuracy: 0.9, ci95: [0.88, 0.92], macro_f1: 0.88, people: 10, leak_gap: 0.012, per_subject: [{ subject: 's06', n: 135, accuracy: 0.84, macro_f1: 0.8, was_learned_from: false, most_mistaken: { true: 'STANDING_UP', told: 'WALKING', n: 9 } }] }
const FORM = { format: 'c', precision: 'int8', how: 'estimated', size_bytes: 18755, ram_bytes: 8688, macs: 642624, ms_low: 17.07, ms_high: 80.3, energy_uj: [98.3, 2313], golden_difference: 0.01, assumed: '64 MHz assumed', assumptions: { megahertz: 64, cycles_a_mac: [1.7, 8], microamperes_a_megahertz: [30, 150], volts: 3, picojoules_a_mac: [153, 3600] }, refused: null }
const SET = { recordings: 1, subjects: ['s01'], seconds: 13, good_seconds: 13, one_class_subjects: [], unread: [], corrected: [], items: [{ recording: 's01_01_sw', subject: 's01', device: 'watch', seconds: 13, good_seconds: 13, rate_hz: 104, jitter_ms: 2, units: ['m/s2', 'rad/s'], axes: 6, labels: ['WALKING'], faults: [] }] }

beforeEach(async () => {
  await speak('en')
  await words('wearables', 'fit')
})

test('a correction lets go of those it covers whole, and of no others', () => {
  const before = [
    { start: 0, end: 1, label: 'A' },
    { start: 0.5, end: 3, label: 'B' },
  ]
  expect(withSpan(before, { start: 0, end: 2, label: 'C' })).toEqual([before[1], { start: 0, end: 2, label: 'C' }])
})

test.each([
  ['', 2, 'A', 'number'],
  [2, 2, 'A', 'order'],
  [12, 14, 'A', 'beyond'],
  [1, 2, ' ', 'label'],
  [1, 20, 'A', null],
] as const)('a span from %s to %s as "%s": %s', (from, to, label, flaw) => expect(spanFlaw(from, to, label, 12)).toBe(flaw))

test('a thing has one colour in every band; a call reaches half a second to both sides and knows whether it is right', () => {
  const kinds = kindsOf(['WALKING', 'SEATED'], ['WALKING', 'TURNING'])
  expect([...kinds]).toEqual([['SEATED', 0], ['TURNING', 1], ['WALKING', 2]])
  const call = { at_s: 0, label: 'WALKING', confidence: 0.9, is_unknown: false, true_label: 'SEATED' }
  expect(callsOf([call, { ...call, at_s: 1, true_label: '' }], kinds, 1.2, () => 'sure')).toEqual([
    { from: 0, to: 0.5, label: 'WALKING', kind: 2, note: 'sure', isWrong: true, isFaint: false },
    { from: 0.5, to: 1.2, label: 'WALKING', kind: 2, note: 'sure', isWrong: false, isFaint: false },
  ])
  const run = { start_s: 1, end_s: 2, label: 'SEATED' }
  expect(runsOf([run], kinds, [{ start: 0, end: 1, label: 'SEATED' }])[0]!.isCorrected).toBe(false)
  expect(runsOf([run], kinds, [{ start: 0, end: 1.5, label: 'SEATED' }])[0]!.isCorrected).toBe(true)
})

test('what a call hangs on is a channel and a piece of the recording', () => {
  const why = { channels: { ax: 0.2, gz: 0.8 }, heat: [[0, 0.3, 0], [0.1, 0, 0.9]], at_s: [-1, 0, 1], moment_s: 4 }
  expect(strongest(why)).toMatchObject({ channel: 'gz', row: 1, piece: 2, from: 4.5, to: 5.5 })
})

test('each site adds to those before it, and stands on the body as a ball', () => {
  expect([...addedOf({ chosen: ['thigh', 'back'], score_steps: [0.91, 0.93] })].map(([id, by]) => [id, Number(by.toFixed(3))])).toEqual([['thigh', 0.91], ['back', 0.02]])
  const { positions, indices } = ball([1, 2, 3], 0.5, '#000000')
  for (let at = 0; at < positions.length; at += 3) expect(Math.hypot(positions[at]! - 1, positions[at + 1]! - 2, positions[at + 2]! - 3)).toBeCloseTo(0.5, 5)
  expect(Math.max(...indices!)).toBe(positions.length / 3 - 1)
})

test('a number that cannot be leaves a budget as it was', () => {
  expect(changed(FIRST, 'battery', 'capacity_mah', 220).battery).toEqual({ capacity_mah: 220, usable: 0.85 })
  for (const value of [0, '', 'x', NaN]) expect(changed(FIRST, 'battery', 'capacity_mah', value)).toBe(FIRST)
})

test('without recordings it teaches how they come', async () => {
  answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/wearables/sets': { items: [] } })
  open(Wearables, '/lab/wearables/:tab?', '/lab/wearables/recordings')
  expect(await screen.findByText('modiste wearables import DIR --name tug')).toBeInTheDocument()
})

test('what an estimate rests on is told in the language of the screen', async () => {
  answers({
    'GET /api/v1/session': { ...CALLER, scopes: ['models:read'] },
    'GET /api/v1/wearables/models': { items: [WATCH] },
    'GET /api/v1/wearables/sets': { items: [] },
    'GET /api/v1/wearables/formats': { items: [FORM, { ...FORM, format: 'tflite', how: 'measured', ms_low: 0.1, ms_high: 0.1, energy_uj: null, assumed: '', assumptions: null }] },
  })
  await speak('zh-CN')
  await words('wearables', 'fit')
  open(Wearables, '/lab/wearables/:tab?', '/lab/wearables/models')
  expect(await screen.findByText(/3 V 下 30 至 150 µA\/MHz；每次乘加 1.7 至 8 个周期/)).toBeInTheDocument()
  expect(screen.queryByText(/assumed/)).toBeNull()
  expect(screen.getByRole('link', { name: 'ZIP：LiteRT' })).toHaveAttribute('href', '/api/v1/wearables/export?model=watch%402&form=tflite')
})

test('a model says whom it fails, and a training is asked for by set and device', async () => {
  const asked = answers({
    'GET /api/v1/session': { ...CALLER, scopes: ['jobs:write', 'models:read'] },
    'GET /api/v1/wearables/models': { items: [WATCH] },
    'GET /api/v1/wearables/sets': { items: ['tug'] },
    'GET /api/v1/wearables/sets/tug': SET,
    'GET /api/v1/wearables/formats': { items: [FORM] },
    'GET /api/v1/recipes': { items: [{ name: 'modiste.wearables.activity.v1', title: 'Activities', data: '' }], next_cursor: null },
    'GET /api/v1/jobs': { items: [], next_cursor: null },
    'POST /api/v1/jobs': { id: 'j1', kind: 'train', state: 'queued', params: {}, done: 0, total: 0, message: '', result: null, error: null, attempts: 0, created_at: '2026-01-01T00:00:00Z', started_at: null, finished_at: null },
  })
  open(Wearables, '/lab/wearables/:tab?', '/lab/wearables/models?train=yes')
  expect(await screen.findByText('standing up taken for walking, 9 s')).toBeInTheDocument()
  expect(screen.getByText('95%: 88.0% to 92.0%')).toBeInTheDocument()
  expect(await screen.findByRole('link', { name: /^ZIP: C99/ })).toHaveAttribute('href', '/api/v1/wearables/export?model=watch%402&form=c')
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Device' })).toHaveValue('watch'))
  await userEvent.type(screen.getByLabelText('Name'), 'worn')
  await userEvent.click(screen.getByLabelText(/^Measure the leak gap/))
  await userEvent.click(screen.getByRole('button', { name: 'Start training' }))
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'train', params: { recipe: 'modiste.wearables.activity.v1', data: 'set:tug', out: 'worn', settings: { device: 'watch', leak: 'no' } } }),
  )
})
