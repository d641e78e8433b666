import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import type { KeptFabric } from '@/api'
import { speak, words } from '@/locale'
import { answers, CALLER, open } from '../../../test/screen'
import { within as inRanges } from '@/kit/Parallel'
import Cloth from './Cloth'
import Fabrics from './index'
import { freshly, goalsOf } from './goals'
import { saidStatus, scaled } from './numbers'
import { DAYS, minutesOf, scenarioOf } from './scenario'
import { fieldOf, formOf, FRESH, givenOf, idOf } from './spec'

const YARN = { tex: '14.8 tex', Nm: 'Nm 67.7', Ne: 'Ne 40' }
const KEPT = {
  id: 'poplin',
  name: 'Poplin',
  spec: { name: 'Poplin', woven: { ends: 52, picks: 30, warp: { tex: 14.8, twist: 900 }, weft: { tex: 14.8 } } },
  construction: { blend: '100% CO', structure: 'woven', sett: '52/30 per cm, plain', sett_per_inch: '132/76 per in, plain', warp: YARN, weft: YARN, finish: [], coating_gsm: 0 },
} as unknown as KeptFabric
const MASS = { en: 'Areal mass', zh: '克重', value: 119, interval: [114, 125], unit: 'g/m²', how: '', status: 'unvalidated', valid: [15, 1500], is_within: true, source: 'unit identities', doi: null }
const SHEET = { name: 'Poplin', how: 'predicted', construction: KEPT.construction, composition: { en: '100% cotton', zh: '100%棉' }, properties: { mass_gsm: MASS }, drape: {}, fibre_sources: {} }

beforeEach(async () => {
  await speak('en')
  await words('fabric')
})

test('what was not touched goes back as it was kept; what was goes as text', () => {
  const form = formOf(KEPT)
  expect(form).toMatchObject({ kind: 'woven', sett: '52/30 per cm, plain', warp: 'Ne 40' })
  expect(givenOf(form, KEPT).woven).toEqual(KEPT.spec.woven)
  expect(givenOf({ ...form, weft: '20 tex' }, KEPT).woven).toMatchObject({ warp: { tex: 14.8, twist: 900 }, weft: '20 tex' })
  expect(givenOf({ ...FRESH, kind: 'knit' }).knit).toEqual({ stitch: 'jersey', loop: 2.75, gauge: 'E28', yarn: '20 tex' })
  expect(idOf('Été: léger!')).toBe('e-te-le-ger')
})

test.each([
  ['MOD-2801', "The fibres' shares sum to 60 %", 'blend'],
  ['MOD-2802', "'14 sheep' is no yarn", 'weft'],
  ['MOD-2804', '0.5 tex lies outside 1 to 500 tex', 'warp'],
  ['MOD-2808', 'A warp of 90 ends cannot be made', 'sett'],
  ['MOD-2807', 'It is no fabric spec: woven.ends: too many', 'sett'],
  ['MOD-2209', 'Forbidden', null],
])('%s is told at its field', (code, detail, field) => {
  expect(fieldOf({ code, detail }, { ...FRESH, warp: '0.5 tex', weft: '14 sheep' })).toBe(field)
})

test('a day says who wears what, and how long it takes', () => {
  const day = DAYS.autumn((key) => key)
  expect(minutesOf(day)).toBe(210)
  const { layers, phases } = scenarioOf(day, 'a day') as { layers: { name: string }[]; phases: { wear: string[] }[] }
  expect(layers.map(({ name }) => name)).toContain('jacket')
  expect(phases[0]!.wear).toContain('jacket')
  expect(phases[2]!.wear).not.toContain('jacket')
})

test('goals say what was typed: bounds of objectives, and limits that limit', () => {
  const fresh = freshly('jersey', 'Light')
  const objectives = [{ ...fresh.objectives[0]!, best: 90 }, fresh.objectives[1]!]
  const goals = goalsOf({ ...fresh, objectives, limits: [{ of: 'cover', least: 0.7 }, { of: 'pilling_grade' }] }, 'a day', (key) => key)
  expect(goals.objectives).toEqual([{ of: 'mass_gsm', want: 'least', worst: 250, best: 90 }, { of: 'rct_m2k_w', want: 'most', worst: 0.005, best: 0.03 }])
  expect(goals).toMatchObject({ name: 'Light', limits: [{ of: 'cover', least: 0.7 }] })
})

test('ranges keep the rows that lie within all of them; small numbers get a unit of their own', () => {
  const axes = [{ key: 'a', label: 'a', range: [0, 9], better: 'lower' }, { key: 'b', label: 'b', range: [0, 9], better: 'higher' }] as const
  expect(inRanges([[1, 5], [4, 5], [1, 9]], axes, { a: [0, 2], b: [0, 6] })).toEqual([true, false, false])
  expect(scaled(9e-6, 'N m')).toEqual({ by: 1e6, unit: 'µN m' })
  expect(saidStatus({ status: 'held against 10 rows of 10.1/x, constructions assumed: median factor 1.36, 70 % inside' }, (key, values) => `${key} ${JSON.stringify(values)}`)).toContain('"factor":"1.36"')
})

test('the library shows a cloth with its key numbers', async () => {
  answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/fabrics': [KEPT], 'GET /api/v1/fabrics/poplin/sheet': SHEET })
  open(Fabrics, '/design/fabrics/:tab?', '/design/fabrics')
  expect(await screen.findByText('119 g/m²')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Poplin' })).toHaveAttribute('href', '/design/fabrics/of/poplin')
})

test('without cloths it teaches how one is stated', async () => {
  answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/fabrics': [] })
  open(Fabrics, '/design/fabrics/:tab?', '/design/fabrics')
  expect(await screen.findByRole('heading', { name: 'No cloth is kept yet' })).toBeInTheDocument()
})

test('a changed cloth is kept under its id', async () => {
  const asked = answers({
    'GET /api/v1/session': CALLER,
    'GET /api/v1/fabrics/poplin': KEPT,
    'POST /api/v1/fabrics/predict': SHEET,
    'POST /api/v1/fabrics/draw': {},
    'PUT /api/v1/fabrics/poplin': KEPT,
  })
  open(Cloth, '/design/fabrics/of/:id', '/design/fabrics/of/poplin')
  const weft = await screen.findByLabelText('Weft yarn')
  expect((await screen.findAllByText('114 to 125')).length).toBeGreaterThan(0)
  await userEvent.clear(weft)
  await userEvent.type(weft, 'Nm 60')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(asked.some(({ method, body }) => method === 'PUT' && (body as { woven: { weft: string } }).woven.weft === 'Nm 60')).toBe(true))
})

test('a cloth is rendered when it is asked for, and called synthetic', async () => {
  const asked = answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/fabrics/poplin': KEPT, 'POST /api/v1/fabrics/predict': SHEET, 'POST /api/v1/fabrics/draw': {}, 'POST /api/v1/fabrics/render': {} })
  open(Cloth, '/design/fabrics/of/:id', '/design/fabrics/of/poplin')
  await userEvent.click(await screen.findByLabelText('Rendered draped'))
  expect(await screen.findByRole('img', { name: /^A disc of Poplin rendered as it hangs/ })).toBeInTheDocument()
  expect(screen.getByText('synthetic')).toBeInTheDocument()
  expect(screen.getByText(/Rendered, not photographed/)).toBeInTheDocument()
  const render = asked.find(({ path }) => path === '/api/v1/fabrics/render')!
  expect([render.query.get('view'), render.query.get('colour')]).toEqual(['draped', ''])
})

test('a property is held against measured cloth, or says that it is not', async () => {
  const agreement = { of: 'bending_length_mm', rows: 1, sources: ['10.1/x'], median_factor: 1.25, mape: 20, bias: 0.8, coverage: 0, is_assumed: true, surrogate: 'not used', physics_error: 0.2, surrogate_error: null }
  const property = { en: 'Bending length', zh: '弯曲长度', unit: 'mm', rule: 'Peirce', rule_doi: null, status: 'held' }
  const row = { name: 'denim', of: 'bending_length_mm', measured: 30, predicted: 24, low: 20, high: 28, error_pct: -20, factor: 1.25, is_covered: false, is_assumed: true, doi: '10.1/x', method: 'cantilever', uncertainty: 0.5 }
  const found = {
    properties: [
      { ...property, of: 'bending_length_mm', held_as: 'bending_length_mm', agreement },
      { ...property, of: 'rct_m2k_w', en: 'Thermal resistance', status: 'unvalidated', held_as: null, agreement: null },
    ],
    rows: [row],
  }
  answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/fabrics/measured/published': found })
  open(Fabrics, '/design/fabrics/:tab?', '/design/fabrics/validation')
  expect(await screen.findByRole('cell', { name: '-20%' })).toBeInTheDocument()
  expect(screen.getByText('1 of 2 properties were held against measured cloth; the rest are unvalidated.', { exact: false })).toBeInTheDocument()
  expect(screen.getByRole('row', { name: /^Thermal resistance Unvalidated/ })).toBeInTheDocument()
})
