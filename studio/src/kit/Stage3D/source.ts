/** What stands on a stage: a GLB file, or geometry as plain arrays, so that nobody else need know three.js. */

export interface StageMesh {
  /** x, y, z of each vertex; y is up, metres or centimetres alike. */
  positions: Float32Array
  /** Three a triangle; left out, every three vertices are one. */
  indices?: Uint32Array
  normals?: Float32Array
  /** Red, green, blue of each vertex, 0 to 1 (linear): strain, ease, heat. */
  colours?: Float32Array
  /** One colour for all: the fabric's, as data, not the page's. */
  colour?: string
}

/** A cord laid through points: a tape, a seam. */
export interface StageLine {
  points: readonly (readonly [number, number, number])[]
  colour: string
  /** Half its thickness, in the mesh's unit. */
  radius: number
  /** Its end meets its beginning. */
  closed?: boolean
}

export type StageSource =
  | { kind: 'glb'; from: string | ArrayBuffer }
  | { kind: 'mesh'; meshes: readonly StageMesh[]; lines?: readonly StageLine[] }

/**
 * How cloth that knows how it is worn is coloured: by itself, by its pull or its distance from the skin, or by panel.
 *
 * Only a GLB of ours knows (its vertices have `_WORN`); other things stay as they are.
 */
export type StageShade =
  | { by: 'cloth' }
  | { by: 'stretch' | 'clearance'; ramp: readonly string[]; skin: string }
  | { by: 'panels'; kinds: readonly string[]; skin: string }

/** What such a file says of its cloth besides. */
export interface StageFacts {
  /** The stretch beyond which the cloth pulls. */
  limit: number
  /** Beyond this distance from the skin a colour tells no more. */
  widest_mm: number
  panels: readonly { name: string; stretch: number; clearance_mm: number }[]
}
