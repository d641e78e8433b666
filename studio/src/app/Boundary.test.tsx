import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ApiError } from '@/api'
import { show } from '../../test/show'
import { Boundary } from './Boundary'

function Broken(): never {
  throw new ApiError('MOD-1234', 'It broke', 'The value was 7', 'Use 8', 500)
}

test('a broken screen shows its error, and another address is a new chance', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const { again } = show(
    <Boundary at="/a">
      <Broken />
    </Boundary>,
  )
  expect(screen.getByRole('heading', { name: 'This screen broke' })).toBeInTheDocument()
  expect(screen.getByText('MOD-1234')).toBeInTheDocument()
  again(
    <Boundary at="/b">
      <p>Well again</p>
    </Boundary>,
  )
  expect(screen.getByText('Well again')).toBeInTheDocument()
})
