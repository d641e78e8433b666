import { describe, expect, test } from 'vitest'
import { dark, materials } from '@/look/tokens'
import { bodySource, counts, floats, litVertices, wornOf, wornSource } from './geometry'

const encoded = (values: Float32Array | Uint32Array) => btoa(String.fromCharCode(...new Uint8Array(values.buffer)))

/** Two panels of a triangle each, sewn at an edge: vertices 0 1 2 and 1 2 3. */
const drape = {
  size: '40',
  detail: 'quick' as const,
  body: { positions: encoded(new Float32Array(9)), indices: encoded(new Uint32Array([0, 1, 2])), vertices: 3, faces: 1 },
  cloth: {
    positions: encoded(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0])),
    indices: encoded(new Uint32Array([0, 1, 2, 1, 3, 2])),
    vertices: 4,
    faces: 2,
    panels: ['front', 'back'],
    panel: encoded(new Uint32Array([0, 1])),
    stretch: encoded(new Float32Array([0, 0.06, 0.12, 0.5])),
    clearance_mm: encoded(new Float32Array([0, 30, 60, 90])),
  },
  limit: 0.12,
  solver_residual: 0.01,
  stays: true,
  seconds: 1,
}
const worn = wornOf(drape)
const meshes = (source: ReturnType<typeof wornSource>) => (source.kind === 'mesh' ? source.meshes : [])
const colourOf = (source: ReturnType<typeof wornSource>, vertex: number) => [...meshes(source)[1]!.colours!.slice(vertex * 3, vertex * 3 + 3)]

test('bytes come as the numbers they are', () => {
  expect([...floats(encoded(new Float32Array([1.5, -2, 1e6])))]).toEqual([1.5, -2, 1e6])
  expect([...counts(encoded(new Uint32Array([0, 70_000, 4_294_967_295])))]).toEqual([0, 70_000, 4_294_967_295])
  expect(floats('')).toHaveLength(0)
})

describe('a worn garment', () => {
  test('has the ramp’s end where its cloth pulls, and beyond', () => {
    const source = wornSource(worn, 'stretch', dark.data)
    colourOf(source, 2).forEach((part, at) => expect(part).toBeCloseTo(colourOf(source, 3)[at]!, 6))
    expect(colourOf(source, 0)).not.toEqual(colourOf(source, 1))
    expect(colourOf(source, 0)[0]).toBeGreaterThan(colourOf(source, 2)[0]!)
  })

  test('shades the skin under heat, for slack cloth is nearly white', () => {
    expect(meshes(wornSource(worn, 'none', dark.data))[0]!.colour).toBe(materials.skin)
    expect(meshes(wornSource(worn, 'clearance', dark.data))[0]!.colour).toBe(materials.shadedSkin)
  })

  test('lights a panel’s cloth, and of two panels the seam where they meet', () => {
    expect(litVertices(worn, ['front'])).toEqual(new Set([0, 1, 2]))
    expect(litVertices(worn, ['front', 'back'])).toEqual(new Set([1, 2]))
    expect(litVertices(worn, ['front', 'front'])).toEqual(new Set([0, 1, 2]))
    expect(litVertices(worn, ['hood'])).toEqual(new Set())
    const plain = wornSource(worn, 'none', dark.data)
    const lit = wornSource(worn, 'none', dark.data, litVertices(worn, ['back']))
    expect(colourOf(lit, 0)).toEqual(colourOf(plain, 0))
    expect(colourOf(lit, 3)).not.toEqual(colourOf(plain, 3))
  })
})

test('girths are closed tapes; a length is seen only when it is looked at', () => {
  const ring = Array.from({ length: 24 }, (_, at) => [Math.cos(at), 1, Math.sin(at)] as [number, number, number])
  const body = { surface: drape.body, tapes: { bust: { points: ring }, height: { points: ring.slice(0, 2) } } }
  const lines = (chosen: string | null) => {
    const source = bodySource(body, worn.skin, { plain: 'grey', chosen: 'blue' }, chosen)
    return source.kind === 'mesh' ? source.lines! : []
  }
  expect(lines(null).map(({ closed, colour }) => [closed, colour])).toEqual([[true, 'grey']])
  expect(lines('height').map(({ closed, colour }) => [closed, colour])).toEqual([
    [true, 'grey'],
    [false, 'blue'],
  ])
  expect(lines('bust')[0]!.radius).toBeGreaterThan(lines(null)[0]!.radius)
})
