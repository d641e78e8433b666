/** Colours cloth by how it is worn, and back. Part of the viewer's chunk: it knows three.js. */
import { BufferAttribute, Color, DoubleSide, type Material, Mesh, MeshStandardMaterial, type Object3D } from 'three'
import { heatColours, oneColour } from './colours'
import type { StageFacts, StageShade } from './source'

/** As three.js names our `_WORN`: stretch, distance, panel. */
const WORN = '_worn'
const PLACE = { stretch: 0, clearance: 1, panels: 2 } as const
const MOST = 255

/** What a mesh looks like by itself, while it looks otherwise. */
const own = new WeakMap<Mesh, Material | Material[]>()

/** Colours an object so; what is not of ours stays as it is. */
export function shade(object: Object3D, how: StageShade): void {
  const meshes: Mesh[] = []
  object.traverse((part) => {
    if (part instanceof Mesh) meshes.push(part)
  })
  if (!meshes.some(knowsHowWorn)) return
  for (const mesh of meshes) {
    unshade(mesh)
    if (how.by === 'cloth') continue
    own.set(mesh, mesh.material)
    const isCloth = knowsHowWorn(mesh)
    if (isCloth) mesh.geometry.setAttribute('color', new BufferAttribute(coloursOf(mesh, how), 3))
    mesh.material = new MeshStandardMaterial({ color: new Color(isCloth ? '#FFFFFF' : how.skin), vertexColors: isCloth, roughness: 0.86, metalness: 0, side: DoubleSide })
  }
}

/** Gives a mesh its own look back. */
export function unshade(mesh: Mesh): void {
  const before = own.get(mesh)
  if (!before) return
  for (const material of [mesh.material].flat()) material.dispose()
  mesh.material = before
  mesh.geometry.deleteAttribute('color')
  own.delete(mesh)
}

/** What a file of ours says of its cloth. */
export function factsOf(object: Object3D): StageFacts | null {
  let found: StageFacts | null = null
  object.traverse((part) => {
    const told = part.userData as Partial<StageFacts>
    if (typeof told.limit === 'number' && typeof told.widest_mm === 'number' && Array.isArray(told.panels)) found = told as StageFacts
  })
  return found
}

function knowsHowWorn(mesh: Mesh): boolean {
  return mesh.geometry.hasAttribute(WORN)
}

function coloursOf(mesh: Mesh, how: Exclude<StageShade, { by: 'cloth' }>): Float32Array {
  const worn = mesh.geometry.getAttribute(WORN)
  const values = Float32Array.from({ length: worn.count }, (_, vertex) => worn.getComponent(vertex, PLACE[how.by]))
  if (how.by !== 'panels') return heatColours(values, MOST, how.ramp)
  const kinds = how.kinds.map((hex) => oneColour(hex, 1))
  const colours = new Float32Array(values.length * 3)
  values.forEach((panel, vertex) => colours.set(kinds[panel % kinds.length]!, vertex * 3))
  return colours
}
