import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { EmptyState } from '.'

test('it teaches: what, the steps in order, and the button that does', async () => {
  const draw = vi.fn()
  show(
    <EmptyState title="No pattern yet" steps={['Upload a DXF', 'Choose the sizes']} action={{ label: 'Draw', onClick: draw }} secondary={{ label: 'See garments', href: '/garments' }}>
      <p>The pattern is what is cut.</p>
    </EmptyState>,
  )
  expect(screen.getByRole('heading', { level: 2, name: 'No pattern yet' })).toBeInTheDocument()
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Upload a DXF', 'Choose the sizes'])
  await userEvent.click(screen.getByRole('button', { name: 'Draw' }))
  expect(draw).toHaveBeenCalled()
  expect(screen.getByRole('link', { name: 'See garments' })).toHaveAttribute('href', '/garments')
})
