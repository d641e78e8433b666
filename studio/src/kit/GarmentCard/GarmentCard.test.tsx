import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { GarmentCard } from '.'

test('the name is the link, whatever it holds', () => {
  const name = '<b>Bag</b> & “quotes”'
  show(<GarmentCard name={name} href="/garments/bag-1" photo="/api/v1/photos/p?width=256" />)
  expect(screen.getByRole('link', { name })).toHaveAttribute('href', '/garments/bag-1')
  expect(screen.queryByText('Bag')).toBeNull()
})

test('a state is said in words, not by its dot alone', () => {
  show(<GarmentCard name="Coat" href="/" states={[{ tone: 'bad', label: 'Sold out' }]} />)
  expect(screen.getByText('Sold out')).toBeInTheDocument()
})

test('it is selected by click and by key, Shift asks for a range, and the link is not followed', async () => {
  const onSelect = vi.fn()
  show(<GarmentCard name="Coat" href="/garments/coat" onSelect={onSelect} />)
  const box = screen.getByRole('checkbox', { name: 'Select Coat' })
  expect(box).not.toBeChecked()
  await userEvent.click(box)
  fireEvent.click(box, { shiftKey: true })
  box.focus()
  await userEvent.keyboard(' ')
  expect(onSelect.mock.calls).toEqual([
    [true, false],
    [true, true],
    [true, false],
  ])
})

test('a selected card says so and wears its stitch', () => {
  const { container } = show(<GarmentCard name="Coat" href="/" selected onSelect={() => {}} />)
  expect(screen.getByRole('checkbox')).toBeChecked()
  expect(container.querySelector('rect')).toHaveAttribute('stroke-dasharray', '7 5')
})

test('the second view comes under a mouse, and not under a finger', () => {
  const { container } = show(<GarmentCard name="Coat" href="/" photo="front.jpg" secondPhoto="back.jpg" />)
  const card = container.querySelector('article')!
  fireEvent.pointerEnter(card, { pointerType: 'touch' })
  expect(container.querySelector('img[src="back.jpg"]')).toBeNull()
  const enter = new MouseEvent('pointerover', { bubbles: true })
  Object.defineProperty(enter, 'pointerType', { value: 'mouse' })
  fireEvent(card, enter)
  expect(container.querySelector('img[src="back.jpg"]')).not.toBeNull()
})

test('a picture that is missing or broken leaves words in its place', () => {
  const { container, again } = show(<GarmentCard name="Coat" href="/" photo={null} />)
  expect(screen.getByText('No picture yet')).toBeInTheDocument()
  again(<GarmentCard name="Coat" href="/" photo="broken.jpg" />)
  fireEvent.error(container.querySelector('img')!)
  expect(screen.getByText('The picture cannot be shown')).toBeInTheDocument()
})
