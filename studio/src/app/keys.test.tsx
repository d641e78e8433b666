import { fireEvent, render, screen } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, test, vi } from 'vitest'
import { type Key, onKey, useKeyGroups, useKeys } from './keys'

function Part({ keys, group = 'Here' }: { keys: readonly Key[]; group?: string }) {
  useKeys(group, keys)
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return <input aria-label="field" />
}

function Listing() {
  return <p>{useKeyGroups().flatMap((group) => group.keys.map(({ keys, does }) => `${group.label}: ${keys} ${does}`)).join(' | ')}</p>
}

const press = (key: string, target: Element = document.body, more: KeyboardEventInit = {}) => fireEvent.keyDown(target, { key, ...more })

test('a key runs what it means; two keys run after each other', () => {
  const [find, home] = [vi.fn(), vi.fn()]
  render(<Part keys={[{ keys: '/', does: 'find', run: find }, { keys: 'g h', does: 'home', run: home }]} />)
  press('/')
  press('h')
  expect([find.mock.calls.length, home.mock.calls.length]).toEqual([1, 0])
  press('g')
  press('h')
  expect(home).toHaveBeenCalledTimes(1)
  press('g')
  press('x')
  press('h')
  expect(home).toHaveBeenCalledTimes(1)
})

test('typing is left alone, except for keys that are always heard', () => {
  const [find, palette] = [vi.fn(), vi.fn()]
  render(<Part keys={[{ keys: '/', does: 'find', run: find }, { keys: 'Ctrl+K', does: 'palette', run: palette, always: true }]} />)
  const field = screen.getByLabelText('field')
  press('/', field)
  press('k', field, { ctrlKey: true })
  press('k', document.body, { metaKey: true })
  expect([find.mock.calls.length, palette.mock.calls.length]).toEqual([0, 2])
})

test('what is under a dialogue does not listen', () => {
  const find = vi.fn()
  render(
    <>
      <Part keys={[{ keys: '/', does: 'find', run: find }]} />
      <div role="dialog" aria-modal="true" />
    </>,
  )
  press('/')
  expect(find).not.toHaveBeenCalled()
})

test('the part on top wins, and all that listen are listed', () => {
  const [below, above] = [vi.fn(), vi.fn()]
  const { rerender } = render(
    <>
      <Part keys={[{ keys: 'x', does: 'below', run: below }]} />
      <Part group="Top" keys={[{ keys: 'x', does: 'above', run: above }]} />
      <Listing />
    </>,
  )
  press('x')
  expect(above).toHaveBeenCalled()
  expect(below).not.toHaveBeenCalled()
  expect(screen.getByText('Here: x below | Top: x above')).toBeInTheDocument()
  rerender(<Listing />)
  expect(screen.queryByText(/below/)).toBeNull()
})

test('the Enter of an input method is not a key', () => {
  const run = vi.fn()
  render(<Part keys={[{ keys: 'Enter', does: 'open', run }]} />)
  press('Enter', document.body, { isComposing: true })
  expect(run).not.toHaveBeenCalled()
})
