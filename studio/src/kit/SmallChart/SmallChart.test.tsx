import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { SmallChart } from '.'

const point = (value: number | null) => ({ value, low: value === null ? null : value * 0.8, high: value === null ? null : value * 1.2 })

test('it is a picture with a name, broken where nothing is known, with marks below what is compared', () => {
  render(<SmallChart label="Red, from 4% to 8%" points={[point(0.04), point(0.05), point(null), point(0.07), point(0.08)]} compared={[[0, 1], [3, 4]]} />)
  const chart = screen.getByRole('img', { name: 'Red, from 4% to 8%' })
  expect(chart.querySelectorAll('g')).toHaveLength(2)
  // The ground, a band and a line a stretch, a mark a comparison.
  expect(chart.querySelectorAll('path')).toHaveLength(1 + 4 + 2)
  expect(chart.innerHTML).not.toMatch(/NaN|Infinity/)
})

test('one point, or none, is drawn without numbers that are none', () => {
  const { container } = render(
    <>
      <SmallChart label="one" points={[point(0)]} />
      <SmallChart label="none" points={[]} />
    </>,
  )
  expect(container.innerHTML).not.toMatch(/NaN|Infinity/)
})

test('a range of its own makes the least the bottom and the most the top; a flat course lies in the middle', () => {
  const line = (points: number[], range: [number, number]) => {
    const { container, unmount } = render(<SmallChart label="warm" range={range} points={points.map((value) => ({ value, low: value, high: value }))} />)
    const heights = [...container.querySelector('.line')!.getAttribute('d')!.matchAll(/ ([\d.]+)/g)].map(([, y]) => Number(y))
    unmount()
    return heights
  }
  expect(line([18, 22], [18, 22])).toEqual([50, 2])
  expect(line([18, 18], [18, 18])).toEqual([26, 26])
})
