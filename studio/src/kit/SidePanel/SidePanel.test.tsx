import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { show } from '../../../test/show'
import { SidePanel } from '.'

function List() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Row
      </button>
      {open ? (
        <SidePanel title="Duffle coat" onClose={() => setOpen(false)}>
          <p>Detail</p>
        </SidePanel>
      ) : null}
    </>
  )
}

test('focus goes in with the panel, and back to the row with Escape', async () => {
  show(<List />)
  await userEvent.click(screen.getByRole('button', { name: 'Row' }))
  expect(screen.getByRole('region', { name: 'Duffle coat' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(screen.queryByText('Detail')).toBeNull()
  expect(screen.getByRole('button', { name: 'Row' })).toHaveFocus()
})
