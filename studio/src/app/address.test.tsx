import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useLocation } from 'react-router'
import { expect, test } from 'vitest'
import { show } from '../../test/show'
import { noteInAddress, useAddress } from './address'

function Part() {
  const { query, change } = useAddress()
  return (
    <>
      <p>{useLocation().search}</p>
      <p>category: {query.get('category')}</p>
      <button type="button" onClick={() => change({ category: 'coat & dress', season: null })}>
        change
      </button>
    </>
  )
}

test('the address holds the state; what is changed to nothing leaves it, the rest stays', async () => {
  show(<Part />, '/garments?season=AW26&q=wool')
  await userEvent.click(screen.getByRole('button'))
  expect(screen.getByText('?q=wool&category=coat+%26+dress')).toBeInTheDocument()
  expect(screen.getByText('category: coat & dress')).toBeInTheDocument()
})

test('what only a reload will read is written into the address, and nothing is drawn for it', () => {
  window.history.replaceState({ key: 'kept' }, '', '/garments?q=wool&at=40')
  noteInAddress('at', '120')
  expect(window.location.search).toBe('?q=wool&at=120')
  noteInAddress('at', '')
  expect(window.location.search).toBe('?q=wool')
  expect(window.history.state).toEqual({ key: 'kept' })
})
