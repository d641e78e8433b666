import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { type Asked, answers, CALLER, open, pageOf } from '../../../test/screen'
import Sell from './index'

const garment = (id: string, name: string, name_zh: string) => ({ id, name, category: 'Dresses', brand: '', photo_url: `/api/v1/photos/${id}`, other_photo_url: null, photo_width: 3, photo_height: 4, attributes: { name_zh } })
const ALMA = garment('alma', 'Alma dress', '阿尔玛连衣裙')
const OONA = garment('oona', 'Oona shirt', '乌娜衬衫')
const GRETA = garment('greta', 'Greta dress', '格蕾塔连衣裙')

const reason = { kind: 'alike', share: 0.4, garment: 'greta', facts: { colour: 'beige', category: 'Dresses' }, en: '', zh: '' }
const result = (shown: typeof ALMA, place: number, extra: object = {}) => ({ garment: shown.id, place, score: 1 / place, propensity: 1, size: '42', size_basis: 'bought', price: 89, currency: 'EUR', reasons: [reason], rules: [], sources: { alike: 0.7 }, shown, ...extra })
const answer = (results: object[], extra: object = {}) => ({ id: 'a1', at: '2026-11-26T12:00:00Z', placement: 'home', customer: 'c-1', model: 'blend', results, left_out: [], experiment: null, candidates: { likeness: 12 }, notes: [], milliseconds: 2, ...extra })
const STATE = { model: 'blend', shadow: '', models: ['blend', 'trending'], garments: 3, customers: 1, acts: 5, built_at: '2026-11-26T12:00:00Z', is_building: false, ranking: 'mix', alarms: [] }
const CUSTOMERS = pageOf({ customer: 'c-1', acts: 5, garments: 1, last_at: '2026-11-26T11:00:00Z', size: '42' })
const HISTORY = [{ at: '2026-11-26T11:00:00Z', kind: 'purchase', garment: 'greta', weight: 8, shown: GRETA }]
const R = '/api/v1/recommendations'
const WORLD = {
  'GET /api/v1/session': CALLER,
  [`GET ${R}/state`]: STATE,
  [`GET ${R}/customers`]: CUSTOMERS,
  [`GET ${R}/customers/c-1/history`]: HISTORY,
  'GET /api/v1/garments': pageOf(ALMA, OONA),
  'GET /api/v1/garments/alma': ALMA,
  'GET /api/v1/garments/oona': OONA,
  'GET /api/v1/garments/facets': { count: 3, facets: { category: { Dresses: 2 }, brand: {} } },
}
const sell = (path: string) => open(Sell, '/sell/:tab', path)

test('a customer’s row says what it costs, in which size it is there and because of what', async () => {
  const asked = answers({ ...WORLD, [`POST ${R}`]: answer([result(ALMA, 1), result(OONA, 2, { propensity: 0.05, rules: [{ effect: 'explored', rule: '', facts: { of: 9 }, en: '', zh: '' }] })]) })
  const { place } = sell('/sell/recommend')
  const card = (await screen.findByRole('link', { name: 'Alma dress' })).closest('li')!
  expect(card).toHaveTextContent('€89.00 · size 42, in stock')
  await waitFor(() => expect(card).toHaveTextContent('Because of Greta dress: beige, Dresses (40%)'))
  expect(screen.getByText('Chance')).toHaveAttribute('title', 'Drawn by chance, with a probability of 5.0%')
  expect(await screen.findByRole('region', { name: 'What they did, the newest first' })).toHaveTextContent('Bought')
  expect(asked.find(({ method, path }) => method === 'POST' && path === R)!.body).toMatchObject({ customer: 'c-1', log: false, placement: 'home' })
  await userEvent.click(screen.getByRole('button', { name: 'Why Alma dress' }))
  const panel = await screen.findByRole('region', { name: 'Alma dress' })
  expect(within(panel).getByText('42, as bought last')).toBeInTheDocument()
  expect(place()).toContain('why=alma')
})

test('whoever did nothing lately is searched for among all, and the address holds a pseudonym alone', async () => {
  const late = { customer: 'c-777', acts: 2, garments: 2, last_at: '2025-01-01T11:00:00Z', size: null }
  const asked = answers({
    ...WORLD,
    [`GET ${R}/customers`]: ({ query }: Asked) => (query.get('search') ? pageOf(...(query.get('search') === 'ann@example.com' ? [late] : [])) : CUSTOMERS),
    [`GET ${R}/customers/c-777/history`]: [],
    [`POST ${R}`]: ({ body }: Asked) => answer([result(ALMA, 1)], { customer: (body as { customer: string }).customer }),
  })
  const { place } = sell('/sell/recommend')
  const box = await screen.findByRole('combobox', { name: 'Customer' })
  await userEvent.clear(box)
  await userEvent.type(box, 'ann@example.co')
  expect(await screen.findByText('Nobody with a history is found')).toBeInTheDocument()
  await userEvent.type(box, 'm')
  await userEvent.click(await screen.findByRole('option', { name: /c-777/ }))
  await waitFor(() => expect(place()).toBe('/sell/recommend?customer=c-777'))
  await waitFor(() => expect(asked.filter(({ method, path }) => method === 'POST' && path === R).at(-1)!.body).toMatchObject({ customer: 'c-777' }))
  expect(asked.filter(({ method, path }) => method === 'POST' && path === R).some(({ body }) => JSON.stringify(body).includes('@'))).toBe(false)
})

test('what a new visitor clicks changes the row at once and stays in the address alone', async () => {
  const asked = answers({ ...WORLD, [`POST ${R}`]: ({ body }: Asked) => answer((body as { looked: string[] }).looked.length > 0 ? [result(OONA, 1)] : [result(ALMA, 1)]) })
  const { place } = sell('/sell/recommend?as=visitor')
  await userEvent.click(await screen.findByRole('button', { name: 'Alma dress' }))
  expect(await screen.findByRole('button', { name: 'Oona shirt' })).toBeInTheDocument()
  expect(place()).toBe('/sell/recommend?as=visitor&looked=alma')
  expect(asked.filter(({ path }) => path === '/api/v1/events')).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Start anew' }))
  expect(await screen.findByRole('button', { name: 'Alma dress' })).toBeInTheDocument()
})

test('where nobody did anything it says how that begins', async () => {
  answers({ ...WORLD, [`GET ${R}/customers`]: pageOf(), [`POST ${R}`]: answer([result(ALMA, 1)]) })
  sell('/sell/recommend')
  expect(await screen.findByText('Nobody has done anything yet')).toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Try it as a new visitor' }))
  expect(await screen.findByRole('button', { name: 'Alma dress' })).toBeInTheDocument()
})

interface Draft {
  verb: string
  garment: string
  place: number
}

const preview = ({ body }: Asked) => {
  const pin = ((body as { rules: Draft[] }).rules ?? []).find(({ verb, garment }) => verb === 'pin' && garment === 'oona')
  const before = answer([result(ALMA, 1), result(OONA, 2)])
  const trace = { effect: 'pinned', rule: 'draft-1', facts: { place: 1 }, en: '', zh: '' }
  return { before, after: pin?.place === 1 ? answer([result(OONA, 1, { rules: [trace] }), result(ALMA, 2)]) : before }
}

test('a garment is pinned by keys, seen beside the row without it, undone, saved, and that undone', async () => {
  const kept: object[] = []
  const asked = answers({
    ...WORLD,
    'GET /api/v1/rules': () => ({ items: [...kept] }),
    [`POST ${R}/preview`]: preview,
    'POST /api/v1/rules': ({ body }: Asked) => {
      const rule = { ...(body as object), id: 'r'.repeat(32), state: 'holds', covers: 1, made_at: '2026-11-26T12:00:00Z', made_by: 'studio' }
      kept.push(rule)
      return rule
    },
    [`DELETE /api/v1/rules/${'r'.repeat(32)}`]: () => kept.splice(0),
  })
  sell('/sell/merchandise')
  const after = await screen.findByRole('region', { name: 'With these rules' })
  const first = () => within(after).getAllByRole('listitem')[0]!
  act(() => within(after).getByRole('button', { name: /^Move Oona shirt/ }).focus())
  await userEvent.keyboard('{ArrowUp}')
  await waitFor(() => expect(first()).toHaveTextContent('Oona shirt'))
  expect(first()).toHaveTextContent('Up 1 place')
  expect(screen.getByText('Oona shirt is pinned to place 1.')).toBeInTheDocument()
  expect(within(screen.getByRole('region', { name: 'As it is now' })).getAllByRole('listitem')[0]).toHaveTextContent('Alma dress')

  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(first()).toHaveTextContent('Alma dress'))
  expect(asked.filter(({ path }) => path === '/api/v1/rules').map(({ method }) => method)).toEqual(['GET'])

  const data = new Map<string, string>()
  const dataTransfer = { setData: (kind: string, value: string) => data.set(kind, value), getData: (kind: string) => data.get(kind) ?? '', get types() { return [...data.keys()] }, effectAllowed: '', dropEffect: '' }
  fireEvent.dragStart(within(after).getAllByRole('listitem')[1]!, { dataTransfer })
  fireEvent.dragOver(first(), { dataTransfer })
  fireEvent.drop(first(), { dataTransfer })
  await waitFor(() => expect(first()).toHaveTextContent('Oona shirt'))
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('1 change to the rules is saved.')).toBeInTheDocument()
  expect(kept).toMatchObject([{ verb: 'pin', garment: 'oona', place: 1, placement: 'home' }])
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(kept).toEqual([]))
})

const arm = (name: string, units: number, goals: number, extra: object = {}) => ({ name, share: 1, model: '', units, goals, rate: { value: goals / units, ci95: [0.05, 0.2] }, lift: null, p: null, verdict: 'first', ...extra })
const TRIAL = { name: 'more-variety', placement: '', goal: 'click', note: '', started_at: '2026-11-20T12:00:00Z', stopped_at: null, is_decided: true, method: 'mSPRT', uneven: false, arms: [arm('as-is', 300, 36), arm('wide', 310, 70, { lift: { value: 0.106, ci95: [0.02, 0.19] }, p: 0.012, verdict: 'better' })] }

test('an experiment says with its intervals what is sure, and is started with two arms that differ', async () => {
  const asked = answers({ ...WORLD, 'GET /api/v1/experiments': { items: [TRIAL] }, 'POST /api/v1/experiments': TRIAL })
  sell('/sell/experiments?start=new')
  expect(await screen.findByText('wide is better than as-is by 10.6 points, and that is sure.')).toBeInTheDocument()
  expect(screen.getByRole('row', { name: /^wide/ })).toHaveTextContent('+10.6 95%: +2.0 to +19.00.012Better')
  const panel = screen.getByRole('region', { name: 'Start an experiment' })
  await userEvent.type(within(panel).getAllByLabelText(/^Name/)[0]!, 'no-rules')
  expect(within(panel).getByRole('button', { name: 'Start' })).toBeDisabled()
  await userEvent.click(within(panel).getAllByLabelText('With the merchandisers’ rules')[1]!)
  await userEvent.click(within(panel).getByRole('button', { name: 'Start' }))
  await waitFor(() => expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ name: 'no-rules', goal: 'click', arms: [{ name: 'as-is', rules: true }, { name: 'other', rules: false }] }))
})
