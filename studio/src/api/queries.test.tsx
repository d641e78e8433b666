import { act, screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { json, problem, serve } from '../../test/server'
import { show } from '../../test/show'
import { newQueryClient, usePages } from './queries'
import { ApiError } from './error'

function List() {
  const { items, more, hasNextPage, error } = usePages('/api/v1/garments', { query: { category: ['coat'], limit: 2 } })
  return (
    <div>
      <p>{items.map((garment) => garment.id).join(' ')}</p>
      {error ? <p>{(error as ApiError).code}</p> : null}
      <button type="button" onClick={more}>
        {hasNextPage ? 'more' : 'all'}
      </button>
    </div>
  )
}

test('pages come one after the other until there is no cursor', async () => {
  const { asked } = serve({
    'GET /api/v1/garments': [json({ items: [{ id: 'a' }, { id: 'b' }], next_cursor: 'next' }), json({ items: [{ id: 'c' }], next_cursor: null })],
  })
  show(<List />)
  await screen.findByText('a b')
  act(() => screen.getByText('more').click())
  await screen.findByText('a b c')
  expect(screen.getByText('all')).toBeInTheDocument()
  expect(asked.map((one) => one.path)).toEqual(['/api/v1/garments?category=coat&limit=2', '/api/v1/garments?category=coat&limit=2&cursor=next'])
})

test('an error is the query’s error', async () => {
  serve({ 'GET /api/v1/garments': problem('MOD-2215', 400) })
  show(<List />)
  await waitFor(() => expect(screen.getByText('MOD-2215')).toBeInTheDocument())
})

test('only what may pass is tried again', () => {
  const retry = newQueryClient().getDefaultOptions().queries!.retry as (count: number, error: Error) => boolean
  const error = (status: number) => new ApiError('MOD-1', '', '', '', status)
  expect(retry(0, error(0))).toBe(true)
  expect(retry(0, error(503))).toBe(true)
  expect(retry(0, error(404))).toBe(false)
  expect(retry(0, error(401))).toBe(false)
  expect(retry(9, error(503))).toBe(false)
})
