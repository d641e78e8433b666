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
