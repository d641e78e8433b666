import { fireEvent, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { speak } from '@/locale'
import { show } from '../../../test/show'
import { type Span, TimeStrip } from '.'
import { inSight, isWhole, moved, showing, ticks, within, zoomed } from './view'

beforeEach(() => speak('en'))

test('a part stays within the whole, whichever way it is moved', () => {
  expect(within([-2, 3], 10)).toEqual([0, 5])
  expect(within([8, 14], 10)).toEqual([4, 10])
  expect(within([0, 50], 10)).toEqual([0, 10])
  expect(moved([4, 6], 0.5, 10)).toEqual([5, 7])
  expect(moved([8, 10], 0.5, 10)).toEqual([8, 10])
})

test('what is zoomed about stays where it is, and there is a nearest', () => {
  const [from, to] = zoomed([0, 10], 2, 8, 10)
  expect([from, to]).toEqual([4, 9])
  expect((8 - from) / (to - from)).toBeCloseTo(0.8)
  const near = zoomed([4, 4.3], 100, 4.1, 10)
  expect(near[1] - near[0]).toBeCloseTo(0.25)
  expect(isWhole(zoomed([4, 9], 0.01, 5, 10), 10)).toBe(true)
})

test('a moment out of sight is brought to the nearer edge', () => {
  expect(showing([2, 4], 3, 10)).toEqual([2, 4])
  expect(showing([2, 4], 7, 10)).toEqual([5, 7])
  expect(showing([2, 4], 1, 10)).toEqual([1, 3])
})

test('seconds are written round, and points reach beyond both edges', () => {
  expect(ticks([0, 10])).toEqual([0, 2, 4, 6, 8, 10])
  expect(ticks([3.1, 3.6])).toEqual([3.1, 3.2, 3.3, 3.4, 3.5, 3.6])
  expect(inSight([0, 1, 2, 3, 4], [1.5, 2.5])).toEqual([1, 4])
  expect(inSight([0, 1, 2], [0, 9])).toEqual([0, 3])
})

function Held({ onAt, onPick }: { onAt: (at: number) => void; onPick: () => void }) {
  const [view, setView] = useState<Span>([0, 10])
  const [at, setAt] = useState<number | null>(null)
  return (
    <TimeStrip
      label="A walk"
      whole={10}
      view={view}
      onView={setView}
      at={at}
      onAt={(next) => {
        setAt(next)
        onAt(next)
      }}
      tracks={[{ name: 'Acceleration', unit: 'm/s²', at: [0, 5, 10], curves: [{ name: 'x', low: [0, 1, 2], mean: [1, 2, 3], high: [2, 3, 4] }] }]}
      bands={[
        {
          name: 'Labels',
          runs: [
            { from: 0, to: 4, label: 'walking', kind: 0 },
            { from: 4, to: 10, label: 'turning', kind: 1, note: 'put right', isCorrected: true },
          ],
          onPick,
        },
      ]}
    />
  )
}

test('keys go by the second and zoom, and what is out of sight is out of the band', async () => {
  const onAt = vi.fn()
  show(<Held onAt={onAt} onPick={() => {}} />)
  const slider = screen.getByRole('slider', { name: 'Moment' })
  slider.focus()
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
  expect(onAt.mock.calls.map(([at]) => Number(at.toFixed(3)))).toEqual([1, 2, 2.1])
  expect(slider).toHaveAttribute('aria-valuetext', '2.1 s')
  await userEvent.keyboard('++++')
  expect(screen.queryByRole('button', { name: /^turning/ })).toBeNull()
  await userEvent.keyboard('0')
  expect(screen.getByRole('button', { name: 'turning, 4.0 to 10.0 s, put right' })).toBeInTheDocument()
})

test('stretches are walked by key, one at a time in the order of tabs', async () => {
  const onPick = vi.fn()
  show(<Held onAt={() => {}} onPick={onPick} />)
  const [walking, turning] = ['walking', 'turning'].map((name) => screen.getByRole('button', { name: new RegExp(`^${name}`) }))
  expect([walking!.tabIndex, turning!.tabIndex]).toEqual([0, -1])
  walking!.focus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  expect(turning).toHaveFocus()
  expect(onPick).toHaveBeenCalledWith(expect.objectContaining({ label: 'turning' }))
})

test('the wheel zooms with Ctrl only: without it the page scrolls', () => {
  show(<Held onAt={() => {}} onPick={() => {}} />)
  const slider = screen.getByRole('slider', { name: 'Moment' })
  expect(fireEvent.wheel(slider, { deltaY: -100 })).toBe(true)
  expect(fireEvent.wheel(slider, { deltaY: -100, ctrlKey: true })).toBe(false)
  expect(screen.getByRole('button', { name: 'Show all' })).toBeEnabled()
})
