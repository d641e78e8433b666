import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import type { ClusterOffer } from '@/api'
import { answers, CALLER, open, pageOf } from '../../../test/screen'
import Jobs from '.'
import { asideOf, isWhole, paramsOfParts } from './clusterForm'

const OFFER: ClusterOffer = {
  jobs: [
    { job: 'cooccurrence', title: 'Count', settings: { manner: 'counts', reach: '20' } },
    { job: 'generate', title: 'Generate', settings: { garments: '10000', seed: '7', programs: '' } },
  ],
  executors: ['serial', 'pool'],
  cores: 2,
}
const job = (params: object, result: object | null = null) => ({
  id: 'j1', kind: 'cluster', state: result ? 'done' : 'queued', params, done: 0, total: 0, message: '', result, error: null, attempts: 1,
  created_at: '2026-11-28T10:00:00Z', started_at: null, finished_at: null,
})

test('a large job is asked for: data are needed, only changed settings are sent, and its page opens', async () => {
  const asked = answers({
    'GET /api/v1/session': CALLER,
    'GET /api/v1/jobs': pageOf(),
    'GET /api/v1/cluster': OFFER,
    'POST /api/v1/jobs': ({ body }: { body: unknown }) => job((body as { params: object }).params),
  })
  const { place } = open(Jobs, '/jobs', '/jobs')
  await userEvent.click(await screen.findByRole('button', { name: 'Work by partitions' }))
  const panel = await screen.findByRole('region', { name: 'Work by partitions' })
  expect(panel).toBeTruthy()
  const data = await screen.findByLabelText('Data')
  await userEvent.click(screen.getByRole('button', { name: 'Start' }))
  await screen.findByText('This job needs data.')
  expect(asked.some(({ method }) => method === 'POST')).toBe(false)
  await userEvent.type(data, ' /data/acts.parquet ')
  await userEvent.clear(screen.getByLabelText('reach'))
  await userEvent.type(screen.getByLabelText('reach'), '5')
  await userEvent.click(screen.getByRole('button', { name: 'Start' }))
  await waitFor(() => expect(place()).toBe('/jobs/j1'))
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    kind: 'cluster',
    params: { job: 'cooccurrence', data: '/data/acts.parquet', executor: 'serial', workers: 0, partitions: 0, settings: { reach: '5' } },
  })
})

test('who may not submit jobs is not offered any', async () => {
  answers({ 'GET /api/v1/session': { name: 'key:reader', scopes: ['jobs:read'] }, 'GET /api/v1/jobs': pageOf() })
  open(Jobs, '/jobs', '/jobs?start=parts')
  await screen.findByText('No jobs yet')
  expect(screen.queryByRole('button', { name: 'Work by partitions' })).toBeNull()
  expect(screen.queryByRole('region', { name: 'Work by partitions' })).toBeNull()
})

test('partitions that were set aside are told with their reason, and tried again as asked', async () => {
  const params = { job: 'generate', data: '', executor: 'pool', settings: { garments: '9' }, again: true }
  const set_aside = [{ stage: 'generate', partition: 2, code: 'MOD-2100', reason: '<b>poisoned</b>' }]
  const asked = answers({
    'GET /api/v1/session': CALLER,
    'GET /api/v1/jobs/j1': job(params, { n: 9, set_aside }),
    'POST /api/v1/jobs': { ...job(params), id: 'j2' },
  })
  const { place } = open(Jobs, '/jobs/:id', '/jobs/j1')
  await screen.findByText('1 partition could not be done; the result is without it.')
  await screen.findByText('MOD-2100: <b>poisoned</b>')
  await userEvent.click(screen.getByRole('button', { name: 'Try them again' }))
  await waitFor(() => expect(place()).toBe('/jobs/j2'))
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'cluster', params: { ...params, again: false } })
})

test('what is sent of a form', () => {
  const made = paramsOfParts(OFFER.jobs[1]!, { data: '', executor: 'pool', workers: '2', partitions: '0', settings: { garments: ' 50 ', seed: '7', programs: '' } })
  expect(made).toEqual({ job: 'generate', data: '', executor: 'pool', workers: 2, partitions: 0, settings: { garments: '50' } })
  expect([isWhole('0'), isWhole('12'), isWhole('-1'), isWhole('1.5'), isWhole('')]).toEqual([true, true, false, false, false])
  expect(asideOf(null)).toEqual([])
  expect(asideOf({ set_aside: [7, null, { reason: 'x' }] })).toEqual([{ reason: 'x' }])
})
