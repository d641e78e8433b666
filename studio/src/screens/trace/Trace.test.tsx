import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { answers, CALLER, open } from '../../../test/screen'
import { speak, words } from '@/locale'
import Trace from './index'

const SITE = 'https://id.gs1.org/414/4012345000016'
const BOX = 'https://id.gs1.org/8003/040123459000191'
const ITEM = 'https://id.gs1.org/01/04012345001013/21/A7'
const PLACE = { id: SITE, name: 'Mill, Bursa (simulated)', name_zh: '布尔萨纺纱厂（模拟）', kind: 'spinning_mill', latitude: 40.19, longitude: 29.06, is_simulated: true }
const device = (id: string, site: string, heard: number) => ({ id, name: `Device ${id}`, name_zh: '', kind: 'sensor', place: site, site, registered_at: '2026-11-01T00:00:00Z', keys: [], epoch: 1, seq: 9, heard_at: heard, gaps: [], set_aside: 0 })
const reading = (id: string, value: number) => ({ sensorMetadata: { time: '2026-11-27T12:00:00Z', deviceID: `urn:modiste:device:${id}` }, sensorReport: [{ type: 'Temperature', value, uom: 'CEL' }] })
const STEP = { event_id: 'e1', number: 1, at: '2026-11-01T08:00:00Z', type: 'ObjectEvent', action: 'ADD', step: 'commissioning', disposition: 'active', place: 'urn:epc:id:sgln:4012345.00001.0', site: SITE, thing: ITEM, because: 'itself', is_void: false, void_reason: '', sensors: [], curves: [], track: [] }
const JOURNEY = {
  item: ITEM,
  begun_at: '2026-11-01T08:00:00Z',
  ended_at: null,
  inside: '',
  steps: [STEP, { ...STEP, event_id: 'e2', number: 2, at: '2026-11-04T08:00:00Z', step: 'shipping', is_void: true, void_reason: 'did_not_occur' }, { ...STEP, event_id: 'e3', number: 3, at: '2026-11-05T08:00:00Z', step: 'receiving', because: 'inside https://id.gs1.org/00/040123450000000016' }],
}
const ALARM = { id: 'a', device: 'frame-1', quantity: 'Temperature', unit: 'CEL', kind: 'shift', severity: 'warning', since: 1_795_700_000_000, raised_at: 1_795_700_900_000, ended_at: 0, size: 4, value: 27, normal: 25, acknowledged_by: '', acknowledged_at: 0, note: '', why: { en: 'It is warm.', zh: '偏热。' } }
const WORLD = () => ({
  'GET /api/v1/session': CALLER,
  'GET /api/v1/supply/places': [PLACE],
  'GET /api/v1/devices': { items: [device('frame-1', SITE, Date.now()), device('frame-2', SITE, 0), device('tracker-1', BOX, Date.now())] },
  'GET /api/v1/epcis/events': { epcisBody: { queryResults: { resultsBody: { eventList: [{ sensorElementList: [reading('frame-1', 21.4)] }] } } } },
  'GET /api/v1/supply/alarms': [ALARM],
  'GET /api/v1/supply/arrivals': { level: 0.9, legs: [], under_way: [{ origin: SITE, destination: SITE, left_at: 1_795_700_000_000, things: 2, left: { middle: 20, low: 10, high: 40, count: 6, level: 0.9 }, overdue: true }] },
  'GET /api/v1/supply/journey': JOURNEY,
  'GET /api/v1/supply/contents': { box: BOX, boxes: 2, items: [{ gtin: '04012345001013', garment: 'tee', count: 24 }] },
})

beforeEach(async () => {
  await speak('en')
  await words('trace')
})

test('a site that is chosen shows its devices: what they read, and who is silent', async () => {
  answers(WORLD())
  const { place } = open(Trace, '/trace/:tab?', '/trace')
  await waitFor(() => expect(place()).toBe('/trace/supply'))
  expect(await screen.findByText('2 heard within the last hour, 1 silent.')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: /Mill, Bursa/ }))
  expect(place()).toContain('at=')
  const list = screen.getByRole('heading', { name: 'Device frame-1' }).closest('li')!
  expect(await within(list).findByText('21.4 °C')).toBeInTheDocument()
  expect(within(list).getByText('synthetic')).toBeInTheDocument()
  expect(screen.getByText('never heard')).toBeInTheDocument()
  expect(screen.queryByRole('heading', { name: 'Device tracker-1' })).toBeNull()
})

test('an alarm is told with its reason and seen with a note; what is late is said', async () => {
  const asked = answers({ ...WORLD(), 'POST /api/v1/supply/alarms/a/acknowledge': { ...ALARM, acknowledged_by: 'ann', acknowledged_at: 1 } })
  open(Trace, '/trace/:tab?', '/trace/supply')
  const alarm = (await screen.findByText('It is warm.')).closest('li')!
  expect(within(alarm).getByText('Warning')).toBeInTheDocument()
  expect(within(alarm).queryByRole('textbox')).toBeNull()
  await userEvent.click(within(alarm).getByRole('button', { name: 'I have seen it: Device frame-1' }))
  expect(within(alarm).getByRole('textbox')).toHaveFocus()
  await userEvent.type(within(alarm).getByRole('textbox', { name: 'Note on the alarm of Device frame-1' }), 'The valve.')
  await userEvent.click(within(alarm).getByRole('button', { name: 'I have seen it' }))
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/acknowledge'))).toBe(true))
  expect(screen.getByText(/^Left .* Late: should come/)).toBeInTheDocument()
})

test('a container opens its twin: what is in it, and its way', async () => {
  answers(WORLD())
  open(Trace, '/trace/:tab?', `/trace/supply?at=${encodeURIComponent(BOX)}`)
  const panel = await screen.findByRole('region', { name: 'Container 1' })
  expect(await within(panel).findByRole('row', { name: /tee 24/ })).toBeInTheDocument()
  expect(within(panel).getByRole('group', { name: 'Cartons inside' })).toHaveTextContent('2')
  expect(await within(panel).findByRole('img', { name: /^A container with 2 cartons/ })).toBeInTheDocument()
})

test('an item is found by GTIN and serial; an error is struck through with its reason, a gap is told', async () => {
  const asked = answers(WORLD())
  open(Trace, '/trace/:tab?', '/trace/journeys')
  await userEvent.type(screen.getByLabelText(/^Find an item/), '4012345001013 A7{Enter}')
  const steps = within(await screen.findByRole('list', { name: /^Steps/ })).getAllByRole('listitem')
  expect(asked.find(({ path }) => path.endsWith('/journey'))!.query.get('item')).toBe(ITEM)
  expect(steps.map((each) => each.textContent)).toEqual([expect.stringContaining('Made and numbered'), '3.0 days', expect.stringContaining('Declared an error: it never happened'), '4.0 days', expect.stringContaining('inside: Carton …00016')])
  expect(steps[2]!.querySelector('s')).toHaveTextContent('Shipped')
  expect(screen.getByRole('img', { name: /^The item’s label/ })).toHaveAttribute('src', expect.stringContaining('/supply/label?item='))
})

test('an item that nobody knows is told with what to do', async () => {
  answers({ 'GET /api/v1/session': CALLER })
  open(Trace, '/trace/:tab?', '/trace/journeys?item=x')
  expect(await screen.findByRole('heading', { name: 'No event is about this' })).toBeInTheDocument()
})

test('an empty chain teaches how it is filled', async () => {
  answers({ ...WORLD(), 'GET /api/v1/supply/places': [], 'GET /api/v1/devices': { items: [] } })
  open(Trace, '/trace/:tab?', '/trace/supply')
  expect(await screen.findByText('modiste supply simulate')).toBeInTheDocument()
})

test('an alarm that comes again within a day is one row that opens; both are seen at once', async () => {
  const second = { ...ALARM, id: 'b', since: ALARM.since - 3_600_000, severity: 'critical' }
  const asked = answers({ ...WORLD(), 'GET /api/v1/supply/alarms': [ALARM, second], 'POST /api/v1/supply/alarms/a/acknowledge': ALARM, 'POST /api/v1/supply/alarms/b/acknowledge': second })
  open(Trace, '/trace/:tab?', '/trace/supply')
  const again = await screen.findByRole('button', { name: '1 time more within a day' })
  expect(screen.getByText('Critical')).toBeInTheDocument()
  await userEvent.click(again)
  expect(screen.getByRole('list', { name: 'The same of Device frame-1 within a day' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'I have seen it: Device frame-1' }))
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path.split('/').at(-2))).toEqual(['a', 'b']))
})

test('the plant shows how machines wear and what orders took', async () => {
  const used = { kwh: 40, litres: 300, kg_co2e: 20, kg_co2e_low: 1, kg_co2e_high: 33 }
  answers({
    ...WORLD(),
    'GET /api/v1/supply/health': [{ device: 'frame-1', quantity: 'Acceleration', unit: 'MSK', index: 0.4, first: 1, now: 1.6, days_left: [20, 12, 41], daily: [1, 1.2, 1.6], why: { en: 'It rises.', zh: '上升。' } }],
    'GET /api/v1/supply/footprint': { factor: { middle: 0.49, low: 0.011, high: 0.82, source: 'IPCC' }, orders: [{ ...used, order: 'urn:x:SIM-1', garments: ['tee'], pieces: 24, machines: [{ machine: `${SITE}/254/frame-1`, kwh: 40, litres: 300 }], a_piece: used }], idle: [{ machine: `${SITE}/254/frame-1`, kwh: 60, litres: 0 }] },
  })
  open(Trace, '/trace/:tab?', '/trace/plant')
  expect(await screen.findByText('It rises.')).toBeInTheDocument()
  expect(screen.getByText(/20 days \(12 to 41\)/)).toBeInTheDocument()
  expect(await screen.findByRole('group', { name: 'Idle' })).toHaveTextContent('60%')
  expect(screen.getByText('1 to 33 kg, from the cleanest power to the dirtiest')).toBeInTheDocument()
})

const SETTING = { id: 's', device: 'frame-1', name: 'every_ms', quantity: 'Temperature', state: 'proposed', was: 900_000, value: 3_600_000, low: 900_000, high: 14_400_000, gain: 0.75, gain_low: 0.75, gain_high: 0.75, error: 0.4, count: 900, made_at: 1_795_700_000_000, made_by: 'ann', decided_at: 0, decided_by: '', note: '', taken: null }

test('a proposed setting is told with what it brings and approved with a note; a limit is forgotten', async () => {
  const limit = { device: 'frame-1', quantity: 'Temperature', low: null, high: 30, set_by: 'ann', set_at: 1_795_700_000_000 }
  const asked = answers({ ...WORLD(), 'GET /api/v1/supply/control': [SETTING], 'GET /api/v1/supply/limits': [limit], 'POST /api/v1/supply/control/s/approve': SETTING, 'PUT /api/v1/supply/limits': limit })
  open(Trace, '/trace/:tab?', '/trace/settings')
  expect(await screen.findByText('every 15 min → every 60 min')).toBeInTheDocument()
  expect(screen.getByText(/Saves 75% of its messages; 95 % of what lies between is missed by at most 0\.4 °C/)).toBeInTheDocument()
  await userEvent.type(screen.getByRole('textbox', { name: 'Note on the setting of Device frame-1' }), 'Battery.')
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }))
  await waitFor(() => expect(asked.find(({ path }) => path.endsWith('/approve'))?.body).toEqual({ note: 'Battery.' }))
  expect(await screen.findByText('at most 30.0 °C')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Forget the limit of Temperature of Device frame-1' }))
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ device: 'frame-1', quantity: 'Temperature' }))
})

test('what was set aside is read with its reason and its bytes', async () => {
  const held = { id: 3, code: 'MOD-2533', device: 'frame-1', reason: 'The proof does not hold.', sender: '', first_at: 1_795_700_000_000, last_at: 1_795_700_000_000, times: 2, decision: '', why: '', decided_at: 0 }
  answers({ ...WORLD(), 'GET /api/v1/devices/aside': { items: [held] }, 'GET /api/v1/devices/aside/3': { ...held, is_whole: true, sealed: '4d4f4431', text: '{"at":1}' } })
  open(Trace, '/trace/:tab?', '/trace/aside')
  await userEvent.click(await screen.findByRole('row', { name: /MOD-2533 Device frame-1 The proof does not hold\./ }))
  const panel = await screen.findByRole('region', { name: 'Message' })
  expect(await within(panel).findByText('{"at":1}')).toBeInTheDocument()
  expect(within(panel).getByText('4d4f4431')).toBeInTheDocument()
})
