import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import { type Need, newQueryClient } from '@/api'
import { answers } from '../../../test/screen'
import { Needs } from './Needs'
import type { Role } from './roles'

const need = (kind: Need['kind'], role: Need['role'], values: Need['values'] = {}): Need => ({ kind, role, count: 3, ids: [], garments: [], model: 'coats', values })

function show(needs: Need[], role: Role) {
  return render(
    <MantineProvider>
      <QueryClientProvider client={newQueryClient()}>
        <MemoryRouter>
          <Needs needs={needs} role={role} />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
}

test('what needs me stands before what needs others, each with the way to it', () => {
  const needs = [need('quarantine', 'merchandiser'), need('failed_jobs', 'engineer'), need('review', 'merchandiser')]
  const { unmount } = show(needs, 'merchandiser')
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['/data/quarantine', '/garments?state=unsure&state=differs&sort=certainty', '/jobs?state=failed'])
  unmount()
  show(needs, 'ml')
  expect(screen.getAllByRole('link')[0]).toHaveAttribute('href', '/jobs?state=failed')
})

test('a lagging model says whether a candidate waits or its tags are old, and only old tags are renewed here', async () => {
  show([need('lagging_model', 'engineer', { candidate: '2' }), need('lagging_model', 'engineer', { tagged_by_older: 3 })], 'ml')
  expect(screen.getByText(/newer than the one in production/)).toBeVisible()
  expect(screen.getByText(/tagged by an older version/)).toBeVisible()
  const asked = answers({ 'POST /api/v1/jobs': { id: 'a'.repeat(32), kind: 'tag', params: {}, state: 'queued' } })
  await userEvent.click(screen.getByRole('button', { name: 'Tag now' }))
  expect(await screen.findByRole('button', { name: 'Begun' })).toBeDisabled()
  expect(asked.map(({ method }) => method)).toContain('POST')
})

test('nothing to do is said', () => {
  show([], 'designer')
  expect(screen.getByText('Nothing needs you now.')).toBeVisible()
})
