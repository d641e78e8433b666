import { screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { Stage3D } from '.'
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
