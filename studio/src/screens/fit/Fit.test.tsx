import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { ADVICE } from '../../../test/fit'
import { type Asked, answers, open } from '../../../test/screen'
import Fit from '.'

const measure = (id: string, low: number, high: number, women: number) => ({ id, title: id, what: '', unit: 'cm', low, high, typical: { women, men: women + 8 } })
const MEASURES = { items: [measure('height', 135, 215, 168), measure('bust', 65, 170, 92), measure('waist', 45, 170, 75), measure('hip', 65, 180, 99), measure('wrist', 11, 28, 16)] }
const PROGRAMS = {
  programs: [{ id: 't-shirt', title: 'T-shirt', chart: 'women', options: [{ id: 'sleeve', what: '', default: 'short', choices: ['short', 'long'] }] }],
  charts: [
    { id: 'women', title: '', people: 'women', source: '', base: '40', sizes: {} },
    { id: 'men', title: '', people: 'men', source: '', base: '50', sizes: {} },
  ],
  fabrics: ['jersey'],
}
const ID = '1'.repeat(32)
const fitting = (state: string, more: object = {}) => ({ id: ID, garment: 't-shirt', program: 't-shirt', chart: 'women', cut_basis: 'pattern', state, progress: 0.4, step: '40', ...more })
const surface = { positions: '', indices: '', vertices: 0, faces: 0 }
const drape = { detail: 'quick', body: surface, cloth: { ...surface, panels: [], panel: '', stretch: '', clearance_mm: '' }, limit: 0.12, solver_residual: 0.004, stays: true, seconds: 1 }

/** A body for what was asked; none where the waist is wider than the hip allows. */
function body({ body: wanted }: Asked) {
  const { chart, measures } = wanted as { chart: string; measures: Record<string, number> }
  const found = Object.fromEntries(MEASURES.items.map(({ id, typical }) => [id, { target: measures[id] ?? null, achieved: measures[id] ?? typical.women, unit: 'cm' }]))
  return { chart, pose: 'a', measures: found, tapes: {}, surface }
}

let asked: Asked[]
let follow: object

beforeEach(() => {
  follow = fitting('working')
  asked = answers({
    'GET /api/v1/bodies/measures': MEASURES,
    'GET /api/v1/patterns/programs': PROGRAMS,
    'POST /api/v1/bodies': body,
    'POST /api/v1/fittings': fitting('waiting', { step: '' }),
    [`GET /api/v1/fittings/${ID}`]: () => follow,
    [`DELETE /api/v1/fittings/${ID}`]: {},
    ...Object.fromEntries(['38', '40', '42'].map((size) => [`GET /api/v1/fittings/${ID}/sizes/${size}`, { ...drape, size }])),
  })
})

const sent = (path: string) => asked.filter((each) => each.method === 'POST' && each.path === path).map((each) => each.body as Record<string, never>)

test('a measure becomes a body, and stays out of the address and of what is kept', async () => {
  const user = userEvent.setup()
  const { place } = open(Fit, '/fit', '/fit?garment=t-shirt')
  const waist = await screen.findByRole('textbox', { name: 'Waist, cm' })
  expect(waist).toHaveValue('75 cm')
  await user.clear(waist)
  await user.type(waist, '81')
  await waitFor(() => expect(sent('/api/v1/bodies').at(-1)).toMatchObject({ chart: 'women', measures: { waist: 81, hip: 99 } }))
  expect(place()).toBe('/fit?garment=t-shirt')
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('81')
  await user.click(screen.getByRole('button', { name: 'Back to typical' }))
  expect(waist).toHaveValue('75 cm')
})

test('what is not set follows the body until it is set, and again when it is let go', async () => {
  const user = userEvent.setup()
  open(Fit, '/fit', '/fit')
  await user.click(await screen.findByRole('button', { name: 'More measures' }))
  const wrist = screen.getByRole('group', { name: 'Wrist' })
  expect(within(wrist).getByText('follows the body')).toBeInTheDocument()
  const field = within(wrist).getByRole('textbox')
  await user.clear(field)
  await user.type(field, '18')
  await waitFor(() => expect(sent('/api/v1/bodies').at(-1)!.measures).toMatchObject({ wrist: 18 }))
  await user.click(within(wrist).getByRole('button', { name: 'Let the body decide Wrist' }))
  await waitFor(() => expect(sent('/api/v1/bodies').at(-1)!.measures).not.toHaveProperty('wrist'))
  await user.click(screen.getByRole('button', { name: 'Back to typical' }))
})

test('a garment is tried on, followed, and told about with its three sizes', async () => {
  const user = userEvent.setup()
  const { unmount } = open(Fit, '/fit', '/fit?garment=t-shirt&sleeve=long')
  await user.click(await screen.findByRole('button', { name: 'Try on' }))
  expect(sent('/api/v1/fittings')[0]).toMatchObject({ garment: 't-shirt', options: { sleeve: 'long' }, chart: 'women', preference: 'as-designed', measures: { bust: 92 } })
  expect(await screen.findByText('draping 40')).toBeInTheDocument()
  follow = fitting('done', { advice: ADVICE, seconds: 3 })
  expect(await screen.findByText('40: as designed, chest −1 cm, hip ±0 cm, and upper arm ±0 cm.')).toBeInTheDocument()
  const sizes = screen.getAllByRole('article')
  expect(sizes).toHaveLength(3)
  expect(within(sizes[0]!).getByRole('row', { name: /Chest too tight 4\.0 of 10\.0 2\.0 10/ })).toBeInTheDocument()
  expect(within(sizes[1]!).getByText('recommended')).toBeInTheDocument()
  expect(screen.getByText(/Self-consistency of the solver, not accuracy/)).toBeInTheDocument()
  unmount()
  await waitFor(() => expect(asked.some(({ method, path }) => method === 'DELETE' && path.endsWith(ID))).toBe(true))
})

test('while it works it can be stopped, and the server forgets it', async () => {
  const user = userEvent.setup()
  open(Fit, '/fit', '/fit?garment=t-shirt')
  await user.click(await screen.findByRole('button', { name: 'Try on' }))
  await user.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(await screen.findByText('Choose a garment and try it on')).toBeInTheDocument()
  expect(asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
})

test('a fitting that failed says why, and can be begun again', async () => {
  const user = userEvent.setup()
  follow = fitting('failed', { error: { code: 'MOD-1561', title: 'Cloth that does not rest', detail: 'Size 40 did not come to rest.', remedy: 'Choose another fabric.' } })
  open(Fit, '/fit', '/fit?garment=t-shirt')
  await user.click(await screen.findByRole('button', { name: 'Try on' }))
  expect(await screen.findByText('Size 40 did not come to rest.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(sent('/api/v1/fittings')).toHaveLength(2))
})
