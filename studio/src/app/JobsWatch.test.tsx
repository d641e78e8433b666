import { render, screen, waitFor } from '@testing-library/react'
import { QueryClientProvider, useQuery } from '@tanstack/react-query'
import { beforeEach, expect, test } from 'vitest'
import { keyOf, newQueryClient, useSubmitJob } from '@/api'
import { json, serve } from '../../test/server'
import { JobsWatch } from './JobsWatch'

const job = { id: 'a1', kind: 'import', params: {}, state: 'queued', error: null, created_at: '2026-11-26T10:00:00Z', updated_at: '2026-11-26T10:00:00Z' }

beforeEach(() => sessionStorage.clear())

function Made() {
  const { mutate } = useSubmitJob()
  const made = useQuery({ queryKey: keyOf('/api/v1/imports'), queryFn: async () => (await fetch('/api/v1/imports')).json() as Promise<string[]> })
  return <button onClick={() => mutate({ kind: 'import', params: {} })}>{made.data?.join() ?? 'none'}</button>
}

test('what a job made is asked for again, also when it was over before anybody saw it at work', async () => {
  const made = ['old.csv']
  serve({
    'GET /api/v1/jobs': json({ items: [], next_cursor: null }),
    'POST /api/v1/jobs': () => {
      made.push('new.csv')
      return json(job, 202)
    },
    'GET /api/v1/jobs/a1': json({ ...job, state: 'done' }),
    'GET /api/v1/imports': () => json([...made]),
  })
  render(
    <QueryClientProvider client={newQueryClient()}>
      <JobsWatch />
      <Made />
    </QueryClientProvider>,
  )
  const button = await screen.findByRole('button', { name: 'old.csv' })
  button.click()
  await waitFor(() => expect(button).toHaveTextContent('old.csv,new.csv'))
})
