import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { type Asked, answers, CALLER, open, pageOf } from '../../../test/screen'
import { speak } from '@/locale'
import { fanOf } from './fan'
import Plan from './index'
import { modelWords } from './models'
import { replayedOf, rowsOf, sidesOf, totalsOf } from './numbers'

const GARMENT = { id: 'alma', name: 'Alma dress', category: 'Dresses', brand: '', photo_url: null, other_photo_url: null, photo_width: 3, photo_height: 4, attributes: { name_zh: '阿尔玛连衣裙' } }
const CONCERN = { kind: 'stock_out', garment: 'alma', money: 1200, facts: {}, en: '9 of 12 pieces will not be there.', zh: '', shown: GARMENT }
const STATE = {
  made_at: '2026-11-25T08:00:00Z',
  origin: '2026-11-23',
  horizon: 2,
  currency: 'EUR',
  net: false,
  garments: 1,
  skus: 2,
  by: { ces: 1 },
  figures: { chosen: { wape: 0.4, coverage_90: 0.9 }, naive: { wape: 0.6 } },
  synthetic: true,
  terms: { lead_weeks: 3, cost_share: 0.4 },
  concerns: [{ kind: 'stock_out', count: 1, money: 1200 }],
}
const week = (date: string, value: number) => ({ week: date, value, quantiles: [value - 2, value, value + 3], price: 89, promotion: 0 })
const DEMAND = {
  ...STATE,
  garment: 'alma',
  model: 'ces',
  levels: [0.05, 0.5, 0.95],
  history: [
    { week: '2026-11-09', sold: 4, wanted: 4, censored: false, price: 89, promotion: 0 },
    { week: '2026-11-16', sold: 2, wanted: 5, censored: true, price: 89, promotion: 0 },
  ],
  forecast: [week('2026-11-23', 6), week('2026-11-30', 7)],
  naive: [2, 2],
  skus: [{ sku: 'alma-red-40', colourway: 'alma-red', size: '40', share: 0.6, level: 0, coming: 0, mean: 7.8, lost: 7.8, left: 0 }],
  stock: { garment: 'alma', level: 3, coming: 0, skus: 2, skus_out: 1, weekly: 6.5, sold: 6, cover_weeks: 0.5, stock_out_days: 3, price: 89, value: 267 },
  concerns: [CONCERN],
}
const P = 'p'.repeat(32)
const PLAN = {
  id: P,
  number: 1,
  kind: 'buy',
  garment: 'alma',
  state: 'proposed',
  version: 1,
  numbers: { pieces: 9, cost: 320.4, rows: [{ sku: 'alma-red-40', size: '40', share: 0.6, stock: 0, wanted: 8, pieces: 9 }, { sku: 'alma-red-42', size: '42', share: 0.4, stock: 9, wanted: 5, pieces: 0 }] },
  why: { en: 'Two weeks want 13 pieces.', zh: '', facts: {} },
  outcome: { weeks: 2, as_is: { sold: 3, margin: 100 }, with_it: { sold: 11, margin: 500 }, replayed: { weeks: 2, as_is: { sold: 2, lost: 7, margin: 90 }, with_it: { sold: 8, lost: 1, margin: 400 } } },
  money: 400,
  currency: 'EUR',
  terms: { cost_share: 0.4 },
  inputs: 'x',
  model: 'ces',
  forecast_made_at: '2026-11-25T08:00:00Z',
  note: '',
  made_at: '2026-11-26T08:00:00Z',
  made_by: 'ann',
  steps: [{ version: 1, state: 'proposed', at: '2026-11-26T08:00:00Z', who: 'ann', note: '' }],
  shown: GARMENT,
}
const WORLD = {
  'GET /api/v1/session': CALLER,
  'GET /api/v1/demand/state': STATE,
  'GET /api/v1/demand': pageOf(CONCERN),
  'GET /api/v1/garments/alma/demand': DEMAND,
  'GET /api/v1/stock': pageOf({ ...DEMAND.stock, shown: GARMENT }),
  'GET /api/v1/plans': pageOf(PLAN),
}
const plan = (path: string) => open(Plan, '/plan/:tab?', path)

beforeEach(() => speak('en'))

test('the exceptions come first, and one opens with its forecast beside the plainest way', async () => {
  answers(WORLD)
  const { place } = plan('/plan')
  await waitFor(() => expect(place()).toBe('/plan/demand'))
  const row = await screen.findByRole('row', { name: /Alma dress/ })
  expect(row).toHaveTextContent('9 of 12 pieces will not be there.')
  expect(row).toHaveTextContent('€1,200.00')
  expect(screen.getByRole('group', { name: 'Forecast error (WAPE)' })).toHaveTextContent('against 60.0%, the plainest way')
  await userEvent.click(row)
  expect(place()).toContain('garment=alma')
  const panel = await screen.findByRole('region', { name: 'Alma dress' })
  expect(await within(panel).findByText('Pieces a week')).toBeInTheDocument()
  expect(within(panel).getByRole('row', { name: /red 40/ })).toHaveTextContent('60%')
})

test('a decision is proposed, seen with its reason and outcome, and approved as it was seen', async () => {
  let state = 'proposed'
  const asked = answers({
    ...WORLD,
    'POST /api/v1/plans': PLAN,
    [`GET /api/v1/plans/${P}`]: () => ({ ...PLAN, state }),
    [`POST /api/v1/plans/${P}/approve`]: () => {
      state = 'approved'
      return { ...PLAN, state }
    },
  })
  plan('/plan/demand?garment=alma')
  await userEvent.click(await screen.findByRole('button', { name: 'Buy' }))
  const shown = await screen.findByRole('article', { name: 'Buy' })
  expect(shown).toHaveTextContent('Two weeks want 13 pieces.')
  expect(within(shown).getByRole('group', { name: 'To order' })).toHaveTextContent('9pieces')
  expect(within(shown).getByRole('group', { name: 'It costs' })).toHaveTextContent('40% of the price, assumed')
  expect(within(shown).getByRole('row', { name: /^Margin/ })).toHaveTextContent('€100.00€500.00')
  expect(within(shown).getByRole('row', { name: 'The last 2 weeks, replayed' })).toBeInTheDocument()
  expect(within(shown).getByRole('row', { name: /^Lost/ })).toHaveTextContent('7.01.0')
  await userEvent.type(within(shown).getByLabelText('Note for colleagues'), 'go')
  await userEvent.click(within(shown).getByRole('button', { name: 'Approve' }))
  expect(await screen.findByText('Approved: Buy.')).toBeInTheDocument()
  await waitFor(() => expect(within(shown).queryByRole('button', { name: 'Approve' })).toBeNull())
  expect(asked.find(({ path }) => path === '/api/v1/plans')!.body).toMatchObject({ kind: 'buy', garment: 'alma' })
  expect(asked.find(({ path }) => path.endsWith('/approve'))!.body).toEqual({ note: 'go' })
})

test('another price is asked for and compared', async () => {
  const side = (pieces: number) => ({ forecast: DEMAND.forecast, pieces_wanted: pieces, revenue: pieces * 89, pieces: pieces - 3, cost: 10, outcome: {} })
  const asked = answers({ ...WORLD, 'POST /api/v1/demand/what-if': { garment: 'alma', currency: 'EUR', terms: {}, elasticity: -1.5, elasticity_ends: [-2.5, -0.5], elasticity_basis: 'assumed', before: side(13), after: side(20) } })
  plan('/plan/demand?garment=alma')
  await userEvent.type(await screen.findByLabelText('Price EUR'), '69')
  await userEvent.click(screen.getByRole('button', { name: 'Ask' }))
  expect(await screen.findByRole('row', { name: /^Pieces wanted/ })).toHaveTextContent('13.020.0')
  expect(screen.getByText(/Elasticity −1.50|Elasticity -1.50/)).toHaveTextContent('is assumed')
  expect(asked.find(({ method, path }: Asked) => method === 'POST' && path === '/api/v1/demand/what-if')!.body).toMatchObject({ price: 69, promotion: null })
})

test('before a forecast it says how one is made, and makes one', async () => {
  const job = { id: 'j', kind: 'forecast', state: 'queued', params: {}, done: 0, total: 0, message: '', result: null, error: null, attempts: 0, created_at: '2026-11-26T08:00:00Z', started_at: null, finished_at: null }
  const asked = answers({ ...WORLD, 'GET /api/v1/demand/state': { made_at: null, terms: {} }, 'POST /api/v1/jobs': job, 'GET /api/v1/jobs/j': job })
  plan('/plan/demand')
  await userEvent.click(await screen.findByRole('button', { name: 'Forecast now' }))
  await waitFor(() => expect(asked.find(({ method, path }) => method === 'POST' && path === '/api/v1/jobs')?.body).toEqual({ kind: 'forecast', params: {} }))
})

test('stock and decisions are listed', async () => {
  answers({ ...WORLD, [`GET /api/v1/plans/${P}`]: PLAN })
  const stock = plan('/plan/stock')
  expect(await screen.findByRole('row', { name: /Alma dress/ })).toHaveTextContent('1 of 2')
  stock.unmount()
  plan('/plan/decisions')
  await userEvent.click(await screen.findByRole('row', { name: /Alma dress/ }))
  expect(await screen.findByRole('article', { name: 'Buy' })).toHaveTextContent('ann')
})

const ALLOCATION = {
  ...PLAN,
  kind: 'allocation',
  numbers: { pieces: 20, packs: 4, depot: 'warehouse', rows: [{ location: 'paris', sku: 'alma-red-40', size: '40', share: 0.6, stock: 3, wanted: 12, pieces: 20, packs: 4 }, { location: 'lyon', sku: 'alma-red-40', size: '40', share: 0.6, stock: 8, wanted: 2, pieces: 0, packs: 0 }] },
  why: { en: 'Of 56 at warehouse 20 go out.', zh: '仓库 56 件中发出 20 件。', facts: {} },
  outcome: { draws: 400, weeks: 4, as_is: { fill: 0.55, margin: 100 }, with_it: { fill: 0.98, margin: 500 }, replayed: { weeks: 4, as_is: { sold: 17, lost: 23 }, with_it: { sold: 36, lost: 4 } } },
}
const CAMPAIGN = {
  ...PLAN,
  kind: 'campaign',
  garment: '',
  shown: null,
  forecast_made_at: null,
  numbers: { rows: [{ name: 'Alma dress', week: '2026-12-07', promotion: 0.2, price: 71.2, pieces: 9, gain: 120, gain_low: -30, gain_high: 280 }] },
  outcome: { draws: 1000, weeks: 4, interval: [-30, 280], as_is: { margin: 900 }, with_it: { margin: 1020 } },
  money: 120,
}

test('an allocation says which location gets how many packs, and how the last weeks would have gone', async () => {
  const asked = answers({ ...WORLD, 'POST /api/v1/plans': ALLOCATION, [`GET /api/v1/plans/${P}`]: ALLOCATION })
  plan('/plan/demand?garment=alma')
  await userEvent.click(await screen.findByRole('button', { name: 'Allocate' }))
  const shown = await screen.findByRole('article', { name: 'Allocate' })
  expect(shown).toHaveTextContent('Of 56 at warehouse 20 go out.')
  expect(within(shown).getByRole('row', { name: /^Demand served/ })).toHaveTextContent('55%98%')
  expect(shown).toHaveTextContent('Simulated on 400 courses of demand')
  expect(within(shown).getByRole('group', { name: 'To send' })).toHaveTextContent('20pieces')
  expect(within(shown).getByRole('row', { name: 'The last 4 weeks, replayed' })).toBeInTheDocument()
  expect(within(shown).getByRole('row', { name: /^Sold/ })).toHaveTextContent('17.036.0')
  expect(rowsOf(ALLOCATION)).toEqual({ columns: ['location', 'sku', 'share', 'stock', 'wanted', 'packs', 'pieces'], rows: [['paris', 'alma-red-40', 0.6, 3, 12, 4, 20]] })
  expect(asked.find(({ path }) => path === '/api/v1/plans')!.body).toMatchObject({ kind: 'allocation', garment: 'alma', packs: [] })
})

test('packs are said size by size, and an allocation gives them whole', async () => {
  const asked = answers({ ...WORLD, 'POST /api/v1/plans': ALLOCATION, [`GET /api/v1/plans/${P}`]: ALLOCATION })
  plan('/plan/demand?garment=alma')
  await userEvent.click(await screen.findByText('Whole packs (allocation)'))
  await userEvent.click(screen.getByRole('button', { name: 'Add a pack' }))
  await userEvent.click(screen.getByRole('button', { name: 'Add a pack' }))
  await userEvent.click(screen.getByRole('button', { name: 'Add a pack' }))
  const [first, second] = screen.getAllByRole('group', { name: /^Pack \d/ })
  await userEvent.type(within(first!).getByLabelText('40'), '2')
  await userEvent.type(within(second!).getByLabelText('Any one size'), '6')
  await userEvent.click(screen.getByRole('button', { name: 'Allocate' }))
  await screen.findByRole('article', { name: 'Allocate' })
  const sent = () => asked.filter(({ method, path }) => method === 'POST' && path === '/api/v1/plans').map(({ body }) => (body as { packs: unknown }).packs)
  expect(sent()).toEqual([[{ 40: 2 }, { '*': 6 }]])
  await userEvent.click(within(first!).getByRole('button', { name: 'Remove' }))
  await userEvent.click(screen.getByRole('button', { name: 'Allocate' }))
  await waitFor(() => expect(sent().at(-1)).toEqual([{ '*': 6 }]))
})

const TRANSFER = {
  ...PLAN,
  kind: 'transfer',
  numbers: { pieces: 9, cost: 47.5, lanes: 1, weeks: 8, rows: [{ sender: 'lyon', receiver: 'paris', sku: 'alma-red-40', size: '40', share: 0.6, stock: 8, stock_there: 3, wanted: 32, pieces: 9, gain: 240 }] },
  why: { en: '9 pieces sell sooner elsewhere.', zh: '9 件在别处更易售出。', facts: {} },
  outcome: { draws: 400, weeks: 8, as_is: { fill: 0.55, margin: 100 }, with_it: { fill: 0.61, margin: 300 } },
}

test('a transfer says from where to where, and what moving costs', async () => {
  const asked = answers({ ...WORLD, 'POST /api/v1/plans': TRANSFER, [`GET /api/v1/plans/${P}`]: TRANSFER })
  plan('/plan/demand?garment=alma')
  await userEvent.click(await screen.findByRole('button', { name: 'Transfer' }))
  const shown = await screen.findByRole('article', { name: 'Transfer' })
  expect(within(shown).getByRole('group', { name: 'To send' })).toHaveTextContent('9pieces')
  expect(within(shown).getByRole('group', { name: 'It costs' })).not.toHaveTextContent('of the price')
  expect(within(shown).getByRole('row', { name: /^lyon paris/, hidden: true })).toHaveTextContent('lyonparisalma-red-40')
  expect(rowsOf(TRANSFER).columns).toEqual(['sender', 'receiver', 'sku', 'share', 'stock', 'stock_there', 'wanted', 'pieces', 'gain'])
  expect(asked.find(({ path }) => path === '/api/v1/plans')!.body).toMatchObject({ kind: 'transfer', garment: 'alma' })
})

test('a campaign of the whole shop is proposed where decisions are listed, with the interval of its gain', async () => {
  const asked = answers({ ...WORLD, 'GET /api/v1/plans': pageOf(CAMPAIGN), 'POST /api/v1/plans': CAMPAIGN, [`GET /api/v1/plans/${P}`]: CAMPAIGN })
  plan('/plan/decisions')
  expect(await screen.findByRole('row', { name: /The whole shop/ })).toHaveTextContent('Campaign')
  await userEvent.click(screen.getByRole('button', { name: 'Propose a campaign' }))
  const shown = await screen.findByRole('article', { name: 'Campaign' })
  expect(shown).toHaveTextContent('95%: -€30.00 to €280.00')
  expect(within(shown).getByRole('button', { name: 'Approve' })).toBeInTheDocument()
  expect(asked.find(({ method, path }) => method === 'POST' && path === '/api/v1/plans')!.body).toMatchObject({ kind: 'campaign', garment: '' })
})

test('both kinds are told in Chinese', async () => {
  answers({ ...WORLD, 'GET /api/v1/plans': pageOf(ALLOCATION, { ...CAMPAIGN, id: 'q'.repeat(32) }), [`GET /api/v1/plans/${P}`]: ALLOCATION })
  await speak('zh-CN')
  plan(`/plan/decisions?plan=${P}`)
  expect(await screen.findByRole('row', { name: /全店/ })).toHaveTextContent('促销活动')
  const shown = await screen.findByRole('article', { name: '铺货' })
  expect(shown).toHaveTextContent('仓库 56 件中发出 20 件。')
  expect(within(shown).getByRole('row', { name: '过去 4 周（重演）' })).toBeInTheDocument()
})

test('lines and rows are made of the plain numbers', () => {
  const say = (key: string) => key
  const fan = fanOf(DEMAND, say)
  expect(fan.series.map(({ name }) => name)).toEqual(['plan.fan.sold', 'plan.fan.wanted', 'plan.fan.forecast', 'plan.fan.naive'])
  expect(fan.series[2]!.points[0]).toEqual({ x: '2026-11-16', y: 5 })
  expect(fan.series[2]!.points[1]).toEqual({ x: '2026-11-23', y: 6, low: 4, high: 9 })
  expect(rowsOf(PLAN)).toEqual({ columns: ['sku', 'share', 'stock', 'wanted', 'pieces'], rows: [['alma-red-40', 0.6, 0, 8, 9]] })
  expect(sidesOf(PLAN)).toEqual([
    { name: 'sold', asIs: 3, withIt: 11 },
    { name: 'margin', asIs: 100, withIt: 500 },
  ])
  expect(replayedOf(PLAN)?.sides.map(({ name }) => name)).toEqual(['sold', 'lost'])
  expect(replayedOf({ outcome: {} })).toBeNull()
  expect(totalsOf(PLAN)).toEqual([
    { name: 'pieces', value: 9 },
    { name: 'cost', value: 320.4 },
  ])
  expect(totalsOf({ numbers: { rows: [] } })).toEqual([])
})

test('models are told in words, and a plug-in by its own name', () => {
  const say = (key: string, values: Record<string, string | number> = {}) => (key === 'plan.model.joint' ? ' & ' : [key, values.models].filter(Boolean).join(' '))
  expect(modelWords('theta', say)).toBe('plan.model.theta')
  expect(modelWords('mean of naive and theta', say)).toBe('plan.model.mean plan.model.naive & plan.model.theta')
  expect(modelWords('0.6 ces + 0.4 fracast', say)).toBe('0.6 plan.model.ces + 0.4 fracast')
})
