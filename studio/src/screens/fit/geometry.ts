/** Surfaces as the server sends them, made into what a stage takes. */
import type { Body, Drape, Heat, Surface } from '@/api'
import { heatColours, oneColour, type StageLine, type StageMesh, type StageSource } from '@/kit/Stage3D'
import { type DataPalette, materials } from '@/look/tokens'

/** Beyond this distance from the skin a colour tells no more, as in the server's pictures. Millimetres. */
export const FARTHEST_MM = 60
const TAPE_RADIUS = 0.0028
const CHOSEN_RADIUS = 0.0048

/** Bytes in base64; every machine that shows WebGL is little-endian, as the server's arrays are. */
function bytes(encoded: string): ArrayBuffer {
  const text = atob(encoded)
  const read = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at += 1) read[at] = text.charCodeAt(at)
  return read.buffer
}

export const floats = (encoded: string) => new Float32Array(bytes(encoded))
export const counts = (encoded: string) => new Uint32Array(bytes(encoded))

export function meshOf({ positions, indices }: Pick<Surface, 'positions' | 'indices'>): StageMesh & { indices: Uint32Array } {
  return { positions: floats(positions), indices: counts(indices) }
}

/** A drape read once; colours and light change much oftener than cloth. */
export interface Worn {
  skin: StageMesh
  cloth: StageMesh & { indices: Uint32Array }
  /** By vertex. */
  stretch: Float32Array
  clearance: Float32Array
  /** By face, its place in `panels`. */
  panel: Uint32Array
  panels: readonly string[]
  limit: number
}

export function wornOf({ body, cloth, limit }: Drape): Worn {
  return {
    skin: { ...meshOf(body), colour: materials.skin },
    cloth: meshOf(cloth),
    stretch: floats(cloth.stretch),
    clearance: floats(cloth.clearance_mm),
    panel: counts(cloth.panel),
    panels: cloth.panels,
    limit,
  }
}

/** The garment on its body, coloured by what is asked; `lit` are vertices that stand out. */
export function wornSource(worn: Worn, heat: Heat, ramps: Pick<DataPalette, 'pull' | 'distance'>, lit?: ReadonlySet<number>): StageSource {
  const vertices = worn.stretch.length
  const colours =
    heat === 'stretch'
      ? heatColours(worn.stretch, worn.limit, ramps.pull)
      : heat === 'clearance'
        ? heatColours(worn.clearance, FARTHEST_MM, ramps.distance)
        : oneColour(materials.cloth, vertices)
  if (lit && lit.size > 0) {
    const bright = oneColour(materials.lit, 1)
    for (const vertex of lit) colours.set(bright, vertex * 3)
  }
  const skin = heat === 'none' ? worn.skin : { ...worn.skin, colour: materials.shadedSkin }
  return { kind: 'mesh', meshes: [skin, { ...worn.cloth, colours }] }
}

/** The vertices of panels: of one, all of its cloth; of several, the seam where they meet. */
export function litVertices({ cloth, panel, panels }: Pick<Worn, 'cloth' | 'panel' | 'panels'>, names: readonly string[]): Set<number> {
  const [first, ...others] = [...new Set(names)].map((name) => {
    const which = panels.indexOf(name)
    const found = new Set<number>()
    panel.forEach((of, face) => {
      if (of !== which) return
      for (const corner of [0, 1, 2]) found.add(cloth.indices[face * 3 + corner]!)
    })
    return found
  })
  return others.reduce((left, next) => new Set([...left].filter((vertex) => next.has(vertex))), first ?? new Set<number>())
}

/** A body, and where the tape lies on it; the chosen measure's tape stands out. */
export function bodySource(body: Pick<Body, 'surface' | 'tapes'>, mesh: StageMesh, tape: { plain: string; chosen: string }, chosen: string | null): StageSource {
  const lines = Object.entries(body.tapes)
    .filter(([name, { points }]) => isRing(points) || name === chosen)
    .map(([name, { points }]): StageLine => {
      const isChosen = name === chosen
      return { points, closed: isRing(points), colour: isChosen ? tape.chosen : tape.plain, radius: isChosen ? CHOSEN_RADIUS : TAPE_RADIUS }
    })
  return { kind: 'mesh', meshes: [{ ...mesh, colour: materials.skin }], lines }
}

/** Girths go around; lengths have two ends. */
function isRing(points: readonly unknown[]): boolean {
  return points.length > 12
}
