import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { answers, CALLER, open, pageOf } from '../../../test/screen'
import { Keys } from './Keys'

const KEY = { id: 'a'.repeat(32), name: 'till', scopes: ['garments:read'], created_at: '2026-11-25T12:00:00Z' }

test('a key is revoked only when its name is typed', async () => {
  const asked = answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/keys': pageOf(KEY), [`DELETE /api/v1/keys/${KEY.id}`]: {} })
  open(Keys, '/settings', '/settings')
  await userEvent.click(await screen.findByRole('button', { name: 'Revoke till' }))
  const sure = await screen.findByRole('button', { name: 'Revoke' })
  expect(sure).toBeDisabled()
  await userEvent.type(screen.getByLabelText('Type till to confirm'), 'till')
  await userEvent.click(sure)
  await waitFor(() => expect(asked.some(({ method }) => method === 'DELETE')).toBe(true))
})

test('a new key shows its secret once, and not after it was kept', async () => {
  answers({ 'GET /api/v1/session': CALLER, 'GET /api/v1/keys': pageOf(), 'POST /api/v1/keys': { ...KEY, secret: 'mod_secret' } })
  open(Keys, '/settings', '/settings')
  await userEvent.click(await screen.findByRole('button', { name: 'Make a key' }))
  await userEvent.type(await screen.findByLabelText(/^Name/), 'till')
  await userEvent.click(screen.getByRole('button', { name: 'Make a key' }))
  await screen.findByText('mod_secret')
  await userEvent.click(screen.getByRole('button', { name: 'I have kept it' }))
  expect(screen.queryByText('mod_secret')).toBeNull()
})
