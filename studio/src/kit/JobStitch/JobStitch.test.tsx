import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { JobStitch } from '.'

test('work that goes on says its step, how far, how fast, how long still', () => {
  show(<JobStitch title="Train: clothing" state="running" done={412} total={938} unit="steps" step="Epoch 3 of 8" rate={41.2} secondsLeft={13} />)
  const bar = screen.getByRole('progressbar', { name: 'Train: clothing' })
  expect(bar).toHaveAttribute('aria-valuenow', '44')
  expect(bar.getAttribute('aria-valuetext')).toBe('at work, 412 / 938 steps, 41.2 a second, 13 sec left')
  for (const text of ['44%', 'Epoch 3 of 8', '412 / 938 steps', '41.2 a second', '13 sec left']) expect(screen.getByText(text)).toBeInTheDocument()
})

test('work of unknown length has no made-up share', () => {
  show(<JobStitch title="Import" state="running" done={0} total={0} />)
  expect(screen.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow')
  expect(screen.queryByText(/%/)).toBeNull()
})

test('it can be cancelled while it goes on, and resumed when it stopped', async () => {
  const [cancel, resume] = [vi.fn(), vi.fn()]
  const part = (state: 'queued' | 'running' | 'cancelling' | 'done' | 'failed' | 'cancelled') => <JobStitch title="Train" state={state} onCancel={cancel} onResume={resume} />
  const { again } = show(part('running'))
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(cancel).toHaveBeenCalledTimes(1)
  again(part('cancelling'))
  expect(screen.queryByRole('button')).toBeNull()
  again(part('done'))
  expect(screen.queryByRole('button')).toBeNull()
  again(part('failed'))
  await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
  expect(resume).toHaveBeenCalledTimes(1)
})

test('a failure shows its error, a success the way to its result', () => {
  const error = { code: 'MOD-1204', title: 'Too large', detail: 'coat.tiff has 31 MB', remedy: 'Save it smaller' }
  const { again } = show(<JobStitch title="Import" state="failed" error={error} />)
  expect(screen.getByRole('alert')).toHaveTextContent('coat.tiff has 31 MB')
  again(<JobStitch title="Train" state="done" result={{ label: 'See version 4', href: '/lab/models/clothing/4' }} seconds={734} />)
  expect(screen.getByRole('link', { name: 'See version 4' })).toHaveAttribute('href', '/lab/models/clothing/4')
  expect(screen.getByText('took 12 min 14 sec')).toBeInTheDocument()
})

test('silence on the line is said, but not of work that is over', () => {
  const { again } = show(<JobStitch title="Train" state="running" waiting />)
  expect(screen.getByText('no news at the moment')).toBeInTheDocument()
  again(<JobStitch title="Train" state="done" waiting />)
  expect(screen.queryByText('no news at the moment')).toBeNull()
})
