import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import type { Cut, Panel, Pattern } from '@/api'
import { say } from '@/locale'
import { show } from '../../../../test/show'
import { draftOf, isSameCut, onItsOwnBody, wantedOf } from './cut'
import { arrowOf, edgesOf, laidOut } from './layout'
import { litEdges, litPanels, seamsByEdge } from './lit'
import { partName } from './partNames'
import { Seams } from './Seams'
import { Sheet } from './Sheet'

type Point = [number, number]

function panel(name: string, width: number, height: number, mirror_of = ''): Panel {
  const corners: Point[] = [[0, 0], [width, 0], [width, height], [0, height]]
  const edges = ['hem', 'side_right', 'top', 'side_left'].map((edge, at) => ({ name: edge, points: [corners[at]!], length: at % 2 ? height : width }))
  return { name, layer: 'shell', edges, cut: [[-1, -1], [width + 1, -1], [width + 1, height + 1], [-1, height + 1]], grain: [[width / 2, 2], [width / 2, height - 2]], lines: {}, levels: {}, notches: [], mirror_of, cut_on_fold: false }
}

const seam = { name: 'side_left', kind: 'sewn', one: [['front', 'side_left']], other: [['back', 'side_right']], ease: 0 } as Pattern['seams'][number]
const pattern: Pattern = {
  program: 't-shirt',
  options: {},
  size: '40',
  chart: 'women',
  body: { height: 168, bust: 92, waist: 76, hip: 100, neck: 36 },
  girths: { chest: 102 },
  panels: [panel('front', 50, 70), panel('back', 50, 70), panel('sleeve_left', 34, 20), panel('sleeve_right', 34, 20, 'sleeve_left'), panel('neckband', 44, 5)],
  seams: [seam],
}

describe('pieces on a sheet', () => {
  const sizes = [[50, 70], [12, 3], [34, 20], [110, 8], [20, 60]] as const
  test.each([1, 2, 5, 12])('%i of each do not overlap and lie within it', (each) => {
    const panels = sizes.flatMap(([width, height], kind) => Array.from({ length: each }, (_, at) => panel(`${kind} ${at}`, width, height)))
    const { width, height, pieces } = laidOut(panels)
    expect(pieces).toHaveLength(panels.length)
    for (const [at, one] of pieces.entries()) {
      expect(one.left).toBeGreaterThanOrEqual(0)
      expect(one.left + one.width).toBeLessThanOrEqual(width + 1e-9)
      expect(one.top + one.height).toBeLessThanOrEqual(height + 1e-9)
      for (const other of pieces.slice(at + 1)) {
        const apart = one.left + one.width <= other.left || other.left + other.width <= one.left || one.top + one.height <= other.top || other.top + other.height <= one.top
        expect(apart, `${one.panel.name} and ${other.panel.name}`).toBe(true)
      }
    }
  })

  test('are not turned or mirrored: up stays up', () => {
    const [piece] = laidOut([panel('front', 50, 70)]).pieces
    expect(piece!.at([-1, 71])).toEqual([piece!.left, piece!.top])
    expect(piece!.at([51, -1])).toEqual([piece!.left + 52, piece!.top + 72])
  })

  test('have edges that end where the next begins', () => {
    expect(edgesOf(pattern.panels[0]!).map(({ points }) => points.at(-1))).toEqual([[50, 0], [50, 70], [0, 70], [0, 0]])
    expect(arrowOf([0, 0], [0, 10], 1).match(/M/g)).toHaveLength(3)
  })
})

describe('what is looked at', () => {
  test('is one panel, or both sides of a seam', () => {
    expect(litPanels({ kind: 'panel', name: 'front' })).toEqual(['front'])
    expect(litPanels({ kind: 'seam', seam })).toEqual(['front', 'back'])
    expect([...litEdges({ kind: 'seam', seam })]).toEqual(['front side_left', 'back side_right'])
    expect(litEdges(null).size).toBe(0)
    expect(seamsByEdge([seam]).get('back side_right')).toBe(seam)
  })

  test('comes from the keyboard too, and a press holds it', async () => {
    const user = userEvent.setup()
    const [onLook, onPin] = [vi.fn(), vi.fn()]
    show(<Sheet pattern={pattern} lit={null} onLook={onLook} onPin={onPin} />)
    await user.tab()
    expect(onLook).toHaveBeenLastCalledWith({ kind: 'panel', name: 'front' })
    await user.keyboard('{Enter}')
    expect(onPin).toHaveBeenCalledWith({ kind: 'panel', name: 'front' })
    expect(screen.getByRole('button', { name: 'Sleeve, right, 4 edges, 108 cm around' })).toBeInTheDocument()
  })

  test('lights both edges of the seam under the pointer', async () => {
    const user = userEvent.setup()
    const onLook = vi.fn()
    const { again, container } = show(<Sheet pattern={pattern} lit={null} onLook={onLook} onPin={() => undefined} />)
    await user.hover(container.querySelectorAll('[data-panel="front"] path[data-lit]')[3]!)
    expect(onLook).toHaveBeenLastCalledWith({ kind: 'seam', seam })
    again(<Sheet pattern={pattern} lit={{ kind: 'seam', seam }} onLook={onLook} onPin={() => undefined} />)
    expect(container.querySelectorAll('path[data-lit="true"]')).toHaveLength(2)
  })

  test('can be a seam from the list', async () => {
    const user = userEvent.setup()
    const onLook = vi.fn()
    show(<Seams pattern={pattern} lit={null} onLook={onLook} onPin={() => undefined} />)
    await user.click(screen.getByRole('button', { name: 'Seams (1)' }))
    const line = within(screen.getByRole('list')).getByRole('button', { name: 'Side, left 70.0 cm' })
    line.focus()
    expect(onLook).toHaveBeenLastCalledWith({ kind: 'seam', seam })
  })
})

test('parts have names with their sides', () => {
  expect(partName('armhole_front_left', say)).toBe('Armhole, front, left')
  expect(partName('collar_stand_inner', say)).toBe('Inner collar stand')
  expect(partName('dart_back_middle_left', say)).toBe('Dart, back, middle, left')
  expect(partName('gusset', say)).toBe('gusset')
})

describe('a cut', () => {
  const cut: Cut = { garment_id: 'tee', program: 't-shirt', options: { sleeve: 'long', fit: 'slim' }, chart: 'women', fabric: '', basis: 'category', sizes: {}, size_names: ['38', '40'], is_kept: false }

  test('that was guessed is drafted once it is kept', () => {
    expect(wantedOf(cut).basis).toBe('pattern')
    expect(wantedOf({ ...cut, basis: 'size-chart' }).basis).toBe('size-chart')
  })

  test('is the same whatever the order of its options', () => {
    const kept = wantedOf(cut)
    expect(isSameCut(kept, { ...kept, options: { fit: 'slim', sleeve: 'long' } })).toBe(true)
    expect(isSameCut(kept, { ...kept, options: { fit: 'slim' } })).toBe(false)
  })

  test('is a file by its size, or by the body of a size that no chart has', () => {
    expect(draftOf(wantedOf(cut), pattern)).toMatchObject({ size: '40', chart: 'women' })
    expect(draftOf({ ...wantedOf(cut), basis: 'finished-measures' }, pattern)).toMatchObject({ size: '', measures: pattern.body })
  })

  test('is tried on by the body its size is drafted for; changed, as its program', () => {
    const kept = onItsOwnBody('tee', wantedOf(cut), pattern, false)
    expect(kept).toMatchObject({ garment: 'tee', sizes: ['40'], measures: { height: 168, bust: 92, waist: 76, hip: 100 } })
    expect(onItsOwnBody('tee', wantedOf(cut), pattern, true)).toMatchObject({ garment: 't-shirt', options: { sleeve: 'long' } })
  })
})
