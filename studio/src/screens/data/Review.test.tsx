import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { json, serve } from '../../../test/server'
import { show } from '../../../test/show'
import { Review } from './Review'

const garment = { id: 'g1', name: 'Alma top', category: '', description: '', attributes: {}, photo_url: null, other_photo_url: null }
const tag = { garment, photo_id: 'p1', photo_url: '/api/v1/photos/p1', field: 'sleeve', top: [{ value: 'long', confidence: 0.45 }, { value: 'short', confidence: 0.3 }] }

test('an unsure tag is settled by an edit, and one that is skipped is gone for now', async () => {
  const { asked } = serve({
    'GET /api/v1/unsure-tags': json({ items: [tag, { ...tag, field: 'fit', top: [{ value: 'slim', confidence: 0.4 }] }], next_cursor: null }),
    'POST /api/v1/garments/edits': json({ change: null, number: 1, left: [] }),
  })
  show(<Review />, '/data/review')
  const sleeve = within(await screen.findByRole('group', { name: /Sleeve/ }))
  expect(screen.getByRole('status')).toHaveTextContent('2 tags to review')
  await userEvent.click(sleeve.getByRole('button', { name: 'Sleeve: long, 45% sure' }))
  await waitFor(() => expect(screen.queryByRole('group', { name: /Sleeve/ })).toBeNull())
  const sent = asked.find(({ method }) => method === 'POST')
  expect(JSON.parse(String(sent?.body))).toEqual({ verb: 'set', choose: { ids: ['g1'] }, values: { attributes: { sleeve: 'long' } } })
  await userEvent.click(screen.getByRole('button', { name: 'Skip' }))
  expect(await screen.findByText('Nothing to review')).toBeInTheDocument()
})
