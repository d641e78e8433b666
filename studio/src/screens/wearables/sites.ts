/** A body with the sites of a garment on it, as a stage takes it: chosen ones large, others small. */
import type { SensorBody, SensorPlacement } from '@/api'
import type { StageMesh, StageSource } from '@/kit/Stage3D'
import { materials } from '@/look/tokens'
import { meshOf } from '../fit/geometry'

/** Metres. */
const CHOSEN = 0.026
const OTHER = 0.014
const RINGS = 10

/** A ball as triangles, about a point. */
export function ball([x, y, z]: readonly [number, number, number], radius: number, colour: string): StageMesh {
  const around = RINGS * 2
  const positions = new Float32Array((RINGS + 1) * around * 3)
  const indices: number[] = []
  for (let ring = 0; ring <= RINGS; ring += 1) {
    const down = (ring / RINGS) * Math.PI
    for (let turn = 0; turn < around; turn += 1) {
      const angle = (turn / around) * Math.PI * 2
      const at = (ring * around + turn) * 3
      positions[at] = x + radius * Math.sin(down) * Math.cos(angle)
      positions[at + 1] = y + radius * Math.cos(down)
      positions[at + 2] = z + radius * Math.sin(down) * Math.sin(angle)
      if (ring === RINGS) continue
      const next = (turn + 1) % around
      const [a, b, c, d] = [ring * around + turn, ring * around + next, (ring + 1) * around + turn, (ring + 1) * around + next]
      indices.push(a, b, c, b, d, c)
    }
  }
  return { positions, indices: new Uint32Array(indices), colour }
}

/** The body and its sites; nothing is marked until it is known what is chosen. */
export function stageOf(body: SensorBody, placement: SensorPlacement | undefined, lit: string | null, colours: { chosen: string; free: string; closed: string; lit: string }): StageSource {
  const balls = Object.entries(body.sites).map(([id, at]) => {
    const site = placement?.sites.find((each) => each.id === id)
    const colour = id === lit ? colours.lit : site?.is_chosen ? colours.chosen : site?.is_allowed ? colours.free : colours.closed
    return ball(at as [number, number, number], site?.is_chosen || id === lit ? CHOSEN : OTHER, colour)
  })
  return { kind: 'mesh', meshes: [{ ...meshOf(body.surface), colour: materials.skin }, ...balls] }
}

/** What each chosen site adds to those before it, in the order in which they add the most. */
export function addedOf({ chosen, score_steps: steps }: Pick<SensorPlacement, 'chosen' | 'score_steps'>): ReadonlyMap<string, number> {
  return new Map(chosen.map((id, at) => [id, steps[at]! - (at > 0 ? steps[at - 1]! : 0)]))
}
