import { createEvent, fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { DropZone, PHOTOS, sorted } from '.'

const picture = (name: string, size = 10, type = 'image/png') => {
  const file = new File(['x'], name, { type })
  Object.defineProperty(file, 'size', { value: size })
  return file
}

describe('files', () => {
  test('are taken, or refused with the reason', () => {
    const files = [picture('a.png'), picture('b.txt', 10, 'text/plain'), picture('c.png', 0), picture('d.png', 21_000_000), picture('e.png'), picture('f.png')]
    const { taken, refused } = sorted(files, { ...PHOTOS, mostFiles: 2 })
    expect(taken.map(({ name }) => name)).toEqual(['a.png', 'e.png'])
    expect(refused.map(({ file, reason }) => [file.name, reason])).toEqual([
      ['b.txt', 'type'],
      ['c.png', 'empty'],
      ['d.png', 'size'],
      ['f.png', 'count'],
    ])
  })

  test('of any kind of picture are taken where that is said', () => {
    expect(sorted([picture('a.avif', 1, 'image/avif')], { ...PHOTOS, accept: ['image/*'] }).taken).toHaveLength(1)
  })
})

test('what is dropped is handed on, and what cannot be taken is named', () => {
  const onFiles = vi.fn()
  show(<DropZone label="Photos" onFiles={onFiles} />)
  fireEvent.drop(screen.getByRole('button', { name: /Photos/ }), { dataTransfer: { files: [picture('coat.png'), picture('notes.txt', 10, 'text/plain')] } })
  expect(onFiles).toHaveBeenCalledTimes(1)
  expect(onFiles.mock.calls[0]![0].map((file: File) => file.name)).toEqual(['coat.png'])
  expect(screen.getByRole('status')).toHaveTextContent('notes.txt text/plain is not a kind that can be read')
})

test('it is opened by key', async () => {
  show(<DropZone label="Photos" onFiles={() => {}} />)
  const input = document.querySelector('input')!
  const click = vi.spyOn(input, 'click')
  await userEvent.tab()
  expect(screen.getByRole('button', { name: /Photos/ })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(click).toHaveBeenCalled()
})

test('files picked or pasted are taken like dropped ones', async () => {
  const onFiles = vi.fn()
  show(<DropZone label="Photos" onFiles={onFiles} />)
  await userEvent.upload(document.querySelector('input')!, picture('picked.png'))
  const zone = screen.getByRole('button', { name: /Photos/ })
  const paste = createEvent.paste(zone, { clipboardData: { files: [picture('pasted.png')] } })
  fireEvent(zone, paste)
  expect(onFiles.mock.calls.map(([files]) => files[0].name)).toEqual(['picked.png', 'pasted.png'])
})

test('while files are on their way, no more are taken', () => {
  const onFiles = vi.fn()
  show(<DropZone label="Photos" busy onFiles={onFiles} />)
  fireEvent.drop(screen.getByRole('button'), { dataTransfer: { files: [picture('coat.png')] } })
  expect(onFiles).not.toHaveBeenCalled()
  expect(screen.getByText('On the way')).toBeInTheDocument()
})
