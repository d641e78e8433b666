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
const device = (id: string, site: string, heard: number) => ({ id, name: `Device ${id}`, kind: 'sensor', place: site, site, registered_at: '2026-11-01T00:00:00Z', keys: [], epoch: 1, seq: 9, heard_at: heard, gaps: [], set_aside: 0 })
const reading = (id: string, value: number) => ({ sensorMetadata: { time: '2026-11-27T12:00:00Z', deviceID: `urn:modiste:device:${id}` }, sensorReport: [{ type: 'Temperature', value, uom: 'CEL' }] })
const STEP = { event_id: 'e1', number: 1, at: '2026-11-01T08:00:00Z', type: 'ObjectEvent', action: 'ADD', step: 'commissioning', disposition: 'active', place: 'urn:epc:id:sgln:4012345.00001.0', site: SITE, thing: ITEM, because: 'itself', is_void: false, void_reason: '', sensors: [] }
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
