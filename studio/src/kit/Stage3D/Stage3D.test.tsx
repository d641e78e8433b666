import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { heatColours, newStageView, oneColour, Stage3D } from '.'
import { BufferAttribute, type Mesh } from 'three'
import { factsOf, shade } from './shade'
import { objectOf } from './viewer'

const triangle = { positions: new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]), indices: new Uint32Array([0, 1, 2]), colours: new Float32Array(9).fill(0.5) }

test('without WebGL there are words, or the picture that was given', async () => {
  const source = { kind: 'mesh', meshes: [triangle] } as const
  const { again } = show(<Stage3D label="A skirt" source={source} />)
  await screen.findByText(/This browser shows no 3D/)
  again(<Stage3D label="A skirt" source={source} fallback={<p>A picture instead</p>} />)
  expect(screen.getByText('A picture instead')).toBeInTheDocument()
})

test('an empty stage says so and opens no context', () => {
  const context = vi.spyOn(HTMLCanvasElement.prototype, 'getContext')
  show(<Stage3D label="Nothing" source={null} />)
  expect(screen.getByText('Nothing on the stage yet')).toBeInTheDocument()
  expect(context).not.toHaveBeenCalled()
})

test('geometry becomes an object with normals and its colours', async () => {
  const object = await objectOf({ kind: 'mesh', meshes: [triangle] }, new AbortController().signal)
  const mesh = object.children[0] as unknown as { geometry: { attributes: Record<string, { count: number }> } }
  expect(mesh.geometry.attributes.normal!.count).toBe(3)
  expect(mesh.geometry.attributes.color!.count).toBe(3)
})

test('a file that is no GLB is an error, not a blank stage', async () => {
  const bytes = new TextEncoder().encode('not a GLB').buffer as ArrayBuffer
  await expect(objectOf({ kind: 'glb', from: bytes }, new AbortController().signal)).rejects.toThrow()
})

test('a file that the server does not give is an error', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 404 }))
  await waitFor(() => expect(objectOf({ kind: 'glb', from: '/api/v1/x.glb' }, new AbortController().signal)).rejects.toThrow('404'))
})

test('a tape becomes a cord that can be lit, closed where it goes around', async () => {
  const ring = [[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1]] as const
  const source = { kind: 'mesh', meshes: [triangle], lines: [{ points: ring, colour: '#2743D2', radius: 0.01, closed: true }, { points: ring, colour: '#2743D2', radius: 0.01 }] } as const
  const object = await objectOf(source, new AbortController().signal)
  expect(object.children).toHaveLength(3)
  const ends = object.children.slice(1).map((cord) => {
    const { array } = (cord as unknown as { geometry: { attributes: { position: { array: Float32Array } } } }).geometry.attributes.position
    return Math.hypot(array[0]! - array.at(-3)!, array[1]! - array.at(-2)!, array[2]! - array.at(-1)!)
  })
  expect(ends[0]).toBeCloseTo(0, 5)
  expect(ends[1]).toBeGreaterThan(0.5)
})

test('heat runs along its ramp in linear light, and stops at its ends', () => {
  const colours = heatColours(new Float32Array([-1, 0, 0.5, 1, 9]), 1, ['#000000', '#808080', '#FFFFFF'])
  const red = [0, 1, 2, 3, 4].map((vertex) => colours[vertex * 3]!)
  expect(red[0]).toBe(0)
  expect(red[1]).toBe(0)
  expect(red[2]).toBeCloseTo(0.2159, 3)
  expect(red[3]).toBe(1)
  expect(red[4]).toBe(1)
  expect([...oneColour('#FFFFFF', 2)]).toEqual([1, 1, 1, 1, 1, 1])
})

test('stages that share a view hear of each other’s turns, not of their own, until they leave', () => {
  const view = newStageView()
  const [one, other] = [{}, {}]
  const heard = { one: vi.fn(), other: vi.fn() }
  view.follow(one, heard.one)
  const leave = view.follow(other, heard.other)
  const look = { around: 1, down: 1.5, distance: 0.8 }
  view.turn(look, one)
  expect(heard.one).not.toHaveBeenCalled()
  expect(heard.other).toHaveBeenCalledWith(look)
  expect(view.look).toBe(look)
  leave()
  view.turn(look, one)
  expect(heard.other).toHaveBeenCalledTimes(1)
})

test('cloth that knows how it is worn is coloured by it, beside a shaded body, and gets its own look back', async () => {
  const group = await objectOf({ kind: 'mesh', meshes: [{ ...triangle, colours: undefined as never }, { ...triangle, colours: undefined as never }] }, new AbortController().signal)
  const [body, cloth] = group.children as unknown as [Mesh, Mesh]
  cloth.geometry.setAttribute('_worn', new BufferAttribute(new Uint8Array([0, 255, 0, 255, 255, 0, 1, 255, 0, 0, 2, 255]), 4))
  const before = [body.material, cloth.material]
  const colours = () => [...cloth.geometry.getAttribute('color').array].map((each) => Math.round(each * 100) / 100)
  shade(group, { by: 'stretch', ramp: ['#000000', '#FFFFFF'], skin: '#808080' })
  expect(colours()).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0])
  expect(body.material).not.toBe(before[0])
  shade(group, { by: 'panels', kinds: ['#FF0000', '#00FF00'], skin: '#808080' })
  expect(colours()).toEqual([1, 0, 0, 0, 1, 0, 1, 0, 0])
  shade(group, { by: 'cloth' })
  expect([body.material, cloth.material]).toEqual(before)
  expect(cloth.geometry.hasAttribute('color')).toBe(false)
  cloth.userData = { limit: 0.1, widest_mm: 60, panels: [] }
  expect(factsOf(group)?.limit).toBe(0.1)
  expect(factsOf(body)).toBeNull()
})

test('what does not know how it is worn stays as it is', async () => {
  const group = await objectOf({ kind: 'mesh', meshes: [triangle] }, new AbortController().signal)
  const [mesh] = group.children as unknown as [Mesh]
  const before = mesh.material
  shade(group, { by: 'clearance', ramp: ['#000000', '#FFFFFF'], skin: '#808080' })
  expect(mesh.material).toBe(before)
})
