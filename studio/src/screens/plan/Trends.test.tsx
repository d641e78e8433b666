import axe from 'axe-core'
import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test } from 'vitest'
import { speak } from '@/locale'
import { type Asked, answers, CALLER, open } from '../../../test/screen'
import Trends from './Trends'
import { signed, sureOf } from './trends/words'
import { formatFor, say } from '@/locale'

const name = (en: string, zh: string) => ({ en, zh })
const TEE = { id: 'tee', name: 'Alma tee', category: 'T-shirts', brand: '', photo_url: '/api/v1/photos/tee', other_photo_url: null, attributes: { name_zh: '阿尔玛T恤' } }
const evidence = { kind: 'garment', item: 'tee', garment: 'tee', now: 12, before: 50, change: -38, photo_url: '/api/v1/photos/tee-grey', picture: 'a'.repeat(64), shown: TEE }
const series = (weeks: number) =>
  Array.from({ length: weeks }, (_, at) => ({ week: new Date(Date.UTC(2024, 9, 14 + at * 7)).toISOString().slice(0, 10), share: at === 0 ? null : 0.1, low: at === 0 ? null : 0.08, high: at === 0 ? null : 0.12, count: 5, of: at === 0 ? 0 : 50 }))
const trend = (value: string, zh: string, extra: object = {}) => ({
  attribute: 'colour',
  attribute_name: name('colour', '颜色'),
  value,
  value_name: name(value, zh),
  source: 'sales',
  source_name: name('what is sold', '销售'),
  verdict: 'fading',
  verdict_name: name('fading', '下降'),
  q: 0.0065,
  p: 0.0001,
  growth: -0.48,
  growth_ci95: [-0.54, -0.41],
  share: 0.051,
  share_before: 0.097,
  weeks: 24,
  is_year_on_year: true,
  emergence: 0,
  changes: [{ week: '2025-12-01', earliest: '2025-11-17', latest: '2025-12-08', before: 0.089, after: 0.054, p: 0.005 }],
  seen: 620,
  basis: 'synthetic',
  series: series(28),
  evidence: [evidence],
  ...extra,
})
const GREY = trend('grey', '灰')
const RED = trend('red', '红', { verdict: 'rising', growth: 0.8, growth_ci95: [0.5, 1.2], source: 'press', source_name: name('what is written', '媒体与社交'), evidence: [{ ...evidence, kind: 'article', garment: null, item: 'https://magazine.example/1', photo_url: null, picture: null, shown: null }] })
const STAYS = trend('navy', '藏青', { verdict: 'steady', q: 0.6, p: 0.4, growth: 0.02, growth_ci95: [-0.1, 0.15], evidence: [] })
const STATE = { as_of: '2026-11-26T12:00:00Z', weeks: 110, first_week: '2024-10-14', window: 26, how: '', basis: 'synthetic', counts: { rising: 1, fading: 1, steady: 1 }, attributes: [{ id: 'colour', name: name('colour', '颜色'), judged: 3, called: 2 }], sources: [{ id: 'sales', name: name('what is sold', '销售'), judged: 2, called: 1 }] }
const SOLD = { what: 'sell-through', as_of: '2026-11-26T12:00:00Z', currency: 'EUR', lines: 6338, lines_in_other_currencies: 0, basis: 'synthetic', count: 1, found: { by: 'garment_id', items: [{ key: 'tee', launched: '2025-08-18', weeks: 66, received: 20, sold: 15, rate: 0.75, by_week: [], is_complete: true }] }, garments: { tee: TEE } }
const RETURNS = { ...SOLD, what: 'returns', found: { by: 'garment_id', overall: { key: 'all', returned: 4, sold: 20, lines: 20, value: 0.2, ci95: [0.08, 0.42] }, groups: [{ key: 'tee', returned: 4, sold: 20, lines: 20, value: 0.2, ci95: [0.08, 0.42] }] } }
const T = '/api/v1/trends'
const WORLD = {
  'GET /api/v1/session': CALLER,
  [`GET ${T}/state`]: STATE,
  [`GET ${T}`]: ({ query }: Asked) => ({ items: { rising: [RED], fading: [GREY], steady: [STAYS] }[query.get('verdict') as 'rising'], next_cursor: null }),
  [`GET ${T}/colour/grey`]: { attribute: 'colour', value: 'grey', signals: [{ ...GREY, series: series(110) }, { ...GREY, source: 'looks', source_name: name('what is looked at', '浏览'), verdict: 'steady', q: 0.5, p: 0.3 }] },
  [`GET ${T}/colour/red`]: { attribute: 'colour', value: 'red', signals: [RED] },
  'GET /api/v1/sales/sell-through': SOLD,
  'GET /api/v1/sales/returns': RETURNS,
}
const trends = (query = '') => open(Trends, '/plan/:tab', `/plan/trends${query}`)

beforeEach(() => speak('en'))

test('rising and fading stand apart, each with how much, how surely, its course and what shows it', async () => {
  answers(WORLD)
  const { container } = trends()
  const fading = await screen.findByRole('region', { name: 'Fading' })
  const grey = (await within(fading).findByRole('button', { name: 'Grey' })).closest('li')!
  expect(grey).toHaveTextContent('Colour · what is sold')
  expect(grey).toHaveTextContent('−48%95%: −54% to −41%')
  expect(grey).toHaveTextContent('9.7% → 5.1% of what is sold')
  expect(grey).toHaveTextContent('Of calls as sure as this, at most 1 in 150 is false.')
  expect(within(grey).getByRole('img', { name: 'Grey, Colour · what is sold: 9.7% before, 5.1% now' })).toBeInTheDocument()
  const shown = within(grey).getByRole('link', { name: 'Alma tee' })
  expect(shown).toHaveAttribute('href', '/garments/tee')
  expect(shown).toHaveAttribute('title', 'Alma tee: 12 now, 50 in the same weeks before')
  expect(within(screen.getByRole('region', { name: 'Rising' })).getByRole('button', { name: 'Red' })).toBeInTheDocument()
  expect(screen.getByText(/3 values judged over 110 weeks/)).toHaveTextContent('synthetic')
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'heading-order': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
})

test('one value whole: figures, changes, the same elsewhere, its evidence; by keys', async () => {
  answers(WORLD)
  const { place } = trends()
  const opener = await screen.findByRole('button', { name: 'Grey' })
  act(() => opener.focus())
  await userEvent.keyboard('{Enter}')
  expect(place()).toBe('/plan/trends?trend=sales%3Acolour%3Agrey')
  const panel = await screen.findByRole('region', { name: 'Grey' })
  expect(await within(panel).findByText('Fading')).toBeInTheDocument()
  expect(within(panel).getByText(/From December 1, 2025 on: 8.9% → 5.4%/)).toBeInTheDocument()
  expect(within(panel).getByText('The last 24 weeks against the same a year before.')).toBeInTheDocument()
  expect(within(panel).getByRole('article')).toHaveTextContent('Alma tee12 now, 50 in the same weeks before')
  await userEvent.click(within(panel).getByRole('button', { name: 'What is looked at' }))
  expect(place()).toBe('/plan/trends?trend=looks%3Acolour%3Agrey')
  expect(await within(panel).findByText(/Not sure: as large a change comes by chance with a probability of 30%/)).toBeInTheDocument()
  act(() => panel.focus())
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(place()).toBe('/plan/trends'))
})

test('what was written is shown by its articles', async () => {
  answers(WORLD)
  trends('?trend=press:colour:red')
  const link = await screen.findByRole('link', { name: 'https://magazine.example/1' })
  expect(link).toHaveAttribute('rel', 'noreferrer noopener')
  expect(link.closest('li')).toHaveTextContent('12 mentions, 50 before')
})

test('filters stand in the address and go to the server; what stays comes when it is asked for', async () => {
  const asked = answers(WORLD)
  trends('?attribute=colour&source=nothing')
  await screen.findByRole('button', { name: 'Grey' })
  const sent = asked.filter(({ path }) => path === T).map(({ query }) => query.toString())
  expect(sent.sort()).toEqual(['attribute=colour&verdict=fading&limit=100', 'attribute=colour&verdict=rising&limit=100'])
  await userEvent.click(screen.getByRole('button', { name: 'Show what stays (1)' }))
  const table = await screen.findByRole('grid', { name: 'Steady' })
  await waitFor(() => expect(asked.at(-1)!.query.get('verdict')).toBe('steady'))
  expect(table).toHaveAttribute('aria-rowcount', '2')
})

test('sales come as tables, one question at a time', async () => {
  const asked = answers(WORLD)
  trends()
  await waitFor(() => expect(screen.getByRole('grid', { name: 'Sell-through' })).toHaveAttribute('aria-rowcount', '2'))
  expect(asked.some(({ path }) => path.endsWith('/returns'))).toBe(false)
  await userEvent.click(screen.getByRole('radio', { name: 'Returns' }))
  expect(await screen.findByText('All: 20% come back (95%: 8.0% to 42%)')).toBeInTheDocument()
})

test('where there is nothing to compare it says what to do', async () => {
  const refused = { ...WORLD, [`GET ${T}/state`]: undefined }
  answers(refused)
  const answer = globalThis.fetch
  globalThis.fetch = ((address: string, init?: RequestInit) =>
    String(address).startsWith(`${T}/state`)
      ? Promise.resolve(new Response(JSON.stringify({ code: 'MOD-2435', title: 'Trends cannot be told', status: 409, detail: '9 weeks are too few.', remedy: '' }), { status: 409, headers: { 'content-type': 'application/problem+json' } }))
      : answer(address, init)) as typeof fetch
  trends()
  expect(await screen.findByRole('heading', { name: 'Nothing to compare yet' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Import data' })).toHaveAttribute('href', '/data/import')
  expect(screen.getByText('9 weeks are too few.')).toBeInTheDocument()
})

test('in Chinese values, sources and garments have their Chinese names', async () => {
  await speak('zh-CN')
  answers(WORLD)
  trends()
  const grey = (await screen.findByRole('button', { name: '灰' })).closest('li')!
  expect(grey).toHaveTextContent('颜色 · 销售')
  expect(grey).toHaveTextContent('同样确定的结论中，至多每 150 个有 1 个是误报。')
  expect(within(grey).getByRole('link', { name: '阿尔玛T恤' })).toBeInTheDocument()
})

test('growth has its sign, and sureness no more figures than it is worth', () => {
  const format = formatFor('en')
  expect([signed(0.5, format), signed(-0.5, format), signed(0, format)]).toEqual(['+50%', '−50%', '0%'])
  const called = (q: number) => sureOf({ q, p: q, verdict: 'rising' }, say, format)
  expect([0.1, 0.07, 0.0065, 0.0008, 1e-9].map((q) => called(q).replace(/\D+(?=[\d])/, ''))).toEqual(['1 in 10 is false.', '1 in 10 is false.', '1 in 150 is false.', '1 in 1,000 is false.', '1 in 10,000 is false.'])
})
