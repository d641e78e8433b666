import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, test, vi } from 'vitest'
import { connection } from '@/api'
import { speak } from '@/locale'
import { json, problem, serve } from '../../test/server'
import { show } from '../../test/show'
import { endLookUp } from './lookUp'
import { Addresses } from './routes'

const garment = { id: 'coat-001', name: 'Duffle coat', category: 'coat', photo_url: null, state: 'none', tag: null, photos: 0, attributes: {}, created_at: '2026-11-25T12:00:00Z', updated_at: '2026-11-25T12:00:00Z' }
const house = {
  'GET /api/v1/jobs': json({ items: [], next_cursor: null }),
  'GET /api/v1/garments': json({ items: [garment], next_cursor: null }),
  'GET /api/v1/garments/facets': json({ count: 1, facets: { category: { coat: 1 } } }),
  'GET /api/v1/models': json({ items: [], next_cursor: null }),
  'GET /api/v1/session': json({ name: 'studio', scopes: ['garments:read'] }),
  'GET /readyz': json({ status: 'ok' }),
}

beforeEach(async () => {
  connection.report('here')
  endLookUp()
  sessionStorage.clear()
  window.scrollTo = vi.fn() as never
  await speak('en')
})

const main = () => within(screen.getByRole('main'))

test('the rail leads to all eight rooms, and says in which one is', async () => {
  serve(house)
  show(<Addresses />, '/garments')
  const rail = within(screen.getByRole('navigation', { name: 'Rooms' }))
  const names = rail.getAllByRole('link').map((link) => link.textContent)
  expect(names).toEqual(['Modiste', 'Home', 'Garments', 'Design', 'Fit', 'Sell', 'Plan', 'Trace', 'Lab'])
  expect(rail.getByRole('link', { name: 'Garments' })).toHaveAttribute('aria-current', 'page')
  expect(await main().findByRole('heading', { level: 1, name: 'Garments' })).toBeInTheDocument()
  expect(document.title).toBe('Garments · Modiste')
})

test('a link into the depth opens what it names, and the browser’s title follows', async () => {
  serve({ ...house, 'GET /api/v1/garments/coat-001': json(garment, 200, { etag: '"a"' }) })
  show(<Addresses />, '/garments/coat-001')
  expect(await main().findByRole('heading', { level: 1, name: 'Duffle coat' })).toBeInTheDocument()
  await waitFor(() => expect(document.title).toBe('Duffle coat · Modiste'))
})

test('an address that leads nowhere says so', async () => {
  serve(house)
  show(<Addresses />, '/nowhere')
  expect(await main().findByText('There is no page at /nowhere.')).toBeInTheDocument()
})

test('words in the search box go to the search, and stand in the address', async () => {
  const { asked } = serve(house)
  show(<Addresses />, '/')
  const box = screen.getByRole('searchbox', { name: /words or pictures/ })
  await userEvent.type(box, 'wool & silk{Enter}')
  expect(await main().findByRole('heading', { level: 1, name: '“wool & silk”' })).toBeInTheDocument()
  await waitFor(() => expect(asked.some((one) => one.path.includes('q=wool+%26+silk'))).toBe(true))
})

test('keys go to rooms, focus follows, and the page begins at its top', async () => {
  serve(house)
  show(<Addresses />, '/')
  fireEvent.keyDown(document.body, { key: 'g' })
  fireEvent.keyDown(document.body, { key: 't' })
  expect(await main().findByRole('heading', { level: 1, name: 'Trace' })).toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
  expect(window.scrollTo).toHaveBeenLastCalledWith(0, 0)
})

test('the palette finds a garment on the server and opens its page', async () => {
  serve({ ...house, 'GET /api/v1/garments/coat-001': json(garment, 200, { etag: '"a"' }) })
  show(<Addresses />, '/plan')
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  await userEvent.type(within(await screen.findByRole('dialog')).getByRole('combobox'), 'duffle')
  await userEvent.click(await screen.findByRole('option', { name: /Duffle coat/ }))
  expect(await main().findByRole('heading', { level: 1, name: 'Duffle coat' })).toBeInTheDocument()
})

test('`?` shows the keys that do something now', async () => {
  serve(house)
  show(<Addresses />, '/plan')
  fireEvent.keyDown(document.body, { key: '?' })
  const dialogue = within(await screen.findByRole('dialog', { name: 'Keys' }))
  expect(dialogue.getByText('Command palette')).toBeInTheDocument()
  expect(dialogue.getByText('Garments')).toBeInTheDocument()
})

test('an expired session is a page that says how to get a new link', async () => {
  serve({ ...house, 'GET /api/v1/jobs': problem('MOD-2209', 401) })
  show(<Addresses />, '/')
  expect(await screen.findByRole('heading', { level: 1, name: 'Your link has expired' })).toBeInTheDocument()
  expect(screen.getByText('modiste studio')).toBeInTheDocument()
  expect(screen.queryByRole('navigation')).toBeNull()
})

test('an absent server is a quiet line, and what failed is asked for again when it is back', async () => {
  let isAway = true
  const { asked } = serve({
    ...house,
    'GET /readyz': () => {
      if (isAway) throw new TypeError('network')
      return json({ status: 'ok' })
    },
  })
  show(<Addresses />, '/plan')
  await main().findByRole('heading', { level: 1 })
  act(() => connection.report('away'))
  expect(screen.getByText('The server does not answer.')).toBeInTheDocument()
  expect(main().getByRole('heading', { level: 1, name: 'Plan' })).toBeInTheDocument()
  isAway = false
  const before = asked.filter((one) => one.path.startsWith('/api/v1/jobs')).length
  await userEvent.click(screen.getByRole('button', { name: 'Ask again now' }))
  await waitFor(() => expect(screen.queryByText('The server does not answer.')).toBeNull())
  await waitFor(() => expect(asked.filter((one) => one.path.startsWith('/api/v1/jobs')).length).toBeGreaterThan(before))
})

test('a job that ended while the page was away is told, with the way to its result', async () => {
  sessionStorage.setItem('modiste.watched-jobs', '["j1"]')
  const job = { id: 'j1', kind: 'train', params: { recipe: 'clothing' }, state: 'done', done: 1, total: 1, message: '', result: {}, error: null, attempts: 1, created_at: '2026-11-25T12:00:00Z', started_at: null, finished_at: null }
  serve({ ...house, 'GET /api/v1/jobs/j1': json(job) })
  show(<Addresses />, '/plan')
  expect(await screen.findByText(/Train: clothing is done\./)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'See the result' })).toHaveAttribute('href', '/jobs/j1')
})

test('a picture let go anywhere is looked up; what is no picture is named', async () => {
  const { asked } = serve({
    ...house,
    'GET /api/v1/models': json({ items: [{ name: 'clothing', version: '1', stage: 'shipped', is_current: true, created_at: '2026-11-25T12:00:00Z', card: { labels: ['coat', 'dress'] } }], next_cursor: null }),
    'POST /api/v1/look-up': json({ model: 'clothing', version: '1', label: 'coat', confidence: 0.93, top: [{ label: 'coat', confidence: 0.93 }, { label: 'dress', confidence: 0.07 }], among: 0, how: 'cosine', items: [] }),
  })
  URL.createObjectURL = vi.fn(() => 'blob:picture')
  URL.revokeObjectURL = vi.fn()
  show(<Addresses />, '/plan')
  await main().findByRole('heading', { level: 1 })
  const dataTransfer = { types: ['Files'], files: [new File(['x'], 'coat.png', { type: 'image/png' }), new File(['x'], 'notes.txt', { type: 'text/plain' })] }
  fireEvent.dragEnter(window, { dataTransfer })
  expect(screen.getByText('Let go to look it up')).toBeInTheDocument()
  fireEvent.drop(window, { dataTransfer })
  expect(screen.queryByText('Let go to look it up')).toBeNull()
  const panel = within(await screen.findByRole('region', { name: 'What does it show?' }))
  expect(await panel.findByText('93%')).toBeInTheDocument()
  expect(panel.getByText('predicted')).toBeInTheDocument()
  expect(panel.getByText('notes.txt')).toBeInTheDocument()
  const form = asked.find((one) => one.method === 'POST')!.body as FormData
  expect((form.get('file') as File).name).toBe('coat.png')
})

test('the language changes at once, everywhere', async () => {
  serve(house)
  show(<Addresses />, '/plan')
  await main().findByRole('heading', { level: 1, name: 'Plan' })
  await act(() => speak('zh-CN'))
  expect(main().getByRole('heading', { level: 1, name: '计划' })).toBeInTheDocument()
  expect(document.documentElement.lang).toBe('zh-CN')
})
