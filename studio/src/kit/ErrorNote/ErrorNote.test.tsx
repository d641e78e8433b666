import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { ErrorNote } from '.'

const error = { code: 'MOD-1204', title: 'The file is too large', detail: 'coat.tiff has 31 MB', remedy: 'Save it smaller', flaws: [{ where: 'coat.tiff', message: 'too large' }], requestId: 'abc' }

test('what happened, the value, what to do, the number', () => {
  show(<ErrorNote error={error} />)
  const note = screen.getByRole('alert')
  for (const text of ['The file is too large', 'coat.tiff has 31 MB', 'What to do', 'Save it smaller', 'MOD-1204', 'too large']) expect(note).toHaveTextContent(text)
})

test('all of it is copied, with the name of the request', async () => {
  const user = userEvent.setup()
  show(<ErrorNote error={error} />)
  await user.click(screen.getByRole('button', { name: 'Copy the error' }))
  expect(await navigator.clipboard.readText()).toBe('The file is too large\ncoat.tiff has 31 MB\nSave it smaller\nMOD-1204\nabc')
  await waitFor(() => expect(screen.getByText('Copied')).toBeInTheDocument())
})

test('an absent server is described by us, for it cannot speak', async () => {
  const retry = vi.fn()
  show(<ErrorNote error={{ code: 'MOD-AWAY', title: '', detail: '', remedy: '' }} onRetry={retry} />)
  expect(screen.getByRole('alert')).toHaveTextContent('The server does not answer')
  expect(screen.getByRole('alert')).toHaveTextContent('modiste studio')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(retry).toHaveBeenCalled()
})
