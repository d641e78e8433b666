import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { answers, CALLER, open, pageOf } from '../../../test/screen'
import Models from '.'

const HARSH = '<img src=x onerror=alert(1)> ليل'
const version = (number: string, stage: string, is_current: boolean) => ({
  name: 'tiny', version: number, stage, is_current, created_at: '2026-11-25T12:00:00Z', size_bytes: 1000, ms_bs1: null, card: null, error: null,
})
const BASE = {
  'GET /api/v1/session': CALLER,
  'GET /api/v1/models': pageOf(version('1', 'production', true)),
  'GET /api/v1/models/tiny/versions': pageOf(version('2', 'candidate', false), version('1', 'production', true)),
  'GET /api/v1/models/tiny/versions/2': version('2', 'candidate', false),
}
const ROUTE = '/lab/models/:name/:version/:tab'

test('a promoted version can be taken back: what was in production is promoted by its number', async () => {
  const asked = answers({
    ...BASE,
    'POST /api/v1/models/tiny/promote': ({ body }: { body: unknown }) => version((body as { version: string }).version, 'production', true),
  })
  open(Models, ROUTE, '/lab/models/tiny/2/overview')
  await screen.findByText('in production')
  await userEvent.click(await screen.findByRole('button', { name: 'Put into production' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([{ version: '2' }, { version: '1' }]))
})

test('a cell of the matrix opens its pictures, and the address says which', async () => {
  const row = { id: 'e1', data: 'd', protocol: 'p', n: 4, at: '2026-11-25T12:00:00Z', metrics: {} }
  const asked = answers({
    ...BASE,
    'GET /api/v1/models/tiny/versions/2/evaluations': pageOf(row),
    'GET /api/v1/models/tiny/versions/2/evaluations/e1': { ...row, labels: ['Shirt', 'Coat'], confusion: [[1, 2], [0, 1]], per_class: [], roc: [], pr: [], reliability: [], coverage: [], worst: [] },
    'GET /api/v1/models/tiny/versions/2/evaluations/e1/cell': pageOf({ image_id: 'i', garment_id: 'g', photo_url: null, name: HARSH, actual: 'Shirt', predicted: 'Coat', confidence: 0.9 }),
  })
  const { place } = open(Models, ROUTE, '/lab/models/tiny/2/mistakes')
  await userEvent.click(await screen.findByRole('button', { name: /Shirt.*Coat.*2/ }))
  const panel = await screen.findByRole('region', { name: 'Shirt, taken for Coat' })
  // A name with HTML in it is a name.
  await within(panel).findByRole('link', { name: `See ${HARSH}` })
  expect(place()).toBe('/lab/models/tiny/2/mistakes?actual=Shirt&predicted=Coat')
  expect(asked.find(({ path }) => path.endsWith('/cell'))?.query.get('predicted')).toBe('Coat')
})

test('a shop without models teaches how to get one', async () => {
  answers({ ...BASE, 'GET /api/v1/models': pageOf() })
  open(Models, '/lab/models', '/lab/models')
  await screen.findByRole('heading', { name: 'No models yet' })
})

test('training sends only the changed settings, refuses a bad one, and goes to its job', async () => {
  const job = { id: 'j1', kind: 'train', state: 'queued', params: {}, done: 0, total: 0, message: '', result: null, error: null, attempts: 0, created_at: '', started_at: null, finished_at: null }
  const asked = answers({
    ...BASE,
    'GET /api/v1/recipes': pageOf({ name: 'r', recipe: 'r', title: 'R', network: 'n', data: 'd', epochs: 3, source: 'shipped' }),
    'GET /api/v1/recipes/r': { name: 'r', title: 'R', toml: '', fields: [{ key: 'train.epochs', kind: 'integer', value: 3, low: 1, high: 9, choices: null, help: '' }, { key: 'train.seed', kind: 'integer', value: 0, low: 0, high: 9, choices: null, help: '' }] },
    'POST /api/v1/jobs': job,
  })
  const { place } = open(Models, '/lab/models', '/lab/models?train=yes')
  const epochs = await screen.findByLabelText('train.epochs')
  await userEvent.clear(epochs)
  await userEvent.type(epochs, '99')
  await userEvent.click(screen.getByRole('button', { name: 'Start training' }))
  await screen.findByRole('alert')
  expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  await userEvent.clear(epochs)
  await userEvent.type(epochs, '2')
  await userEvent.click(screen.getByRole('button', { name: 'Start training' }))
  await waitFor(() => expect(place()).toBe('/jobs/j1'))
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'train', params: { recipe: 'r', data: '', out: '', settings: { 'train.epochs': '2' } } })
})
