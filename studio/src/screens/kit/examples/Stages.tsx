/** Stage3D: a draped skirt made of numbers, nothing yet, and a file that cannot be read. */
import { useMemo } from 'react'
import { Stage3D, type StageMesh, type StageSource } from '@/kit/Stage3D'
import classes from '../Kit.module.css'

/** A flared skirt with folds; `y` is up, metres. */
function skirt(): StageMesh {
  const [around, down] = [240, 60]
  const positions = new Float32Array((around + 1) * (down + 1) * 3)
  const indices: number[] = []
  for (let row = 0; row <= down; row += 1) {
    const fall = row / down
    for (let step = 0; step <= around; step += 1) {
      const angle = (step / around) * Math.PI * 2
      const fold = Math.sin(angle * 11 + Math.sin(angle * 3)) * 0.045 * fall ** 1.3
      const radius = 0.13 + fall ** 0.8 * 0.2 + fold
      const at = (row * (around + 1) + step) * 3
      positions.set([Math.cos(angle) * radius, 1 - fall * 0.62 + fold * 0.15, Math.sin(angle) * radius * 0.9], at)
      if (row < down && step < around) {
        const [a, b] = [row * (around + 1) + step, (row + 1) * (around + 1) + step]
        indices.push(a, a + 1, b, b, a + 1, b + 1)
      }
    }
  }
  return { positions, indices: new Uint32Array(indices), colour: '#6f7c8c' }
}

export function Stages() {
  const source = useMemo<StageSource>(() => ({ kind: 'mesh', meshes: [skirt()] }), [])
  const broken = useMemo<StageSource>(() => ({ kind: 'glb', from: new TextEncoder().encode('not a GLB').buffer as ArrayBuffer }), [])
  return (
    <div className={classes.two}>
      <Stage3D label="A flared skirt" source={source} how="synthetic" caption="A surface from a formula, to show the stage." height={420} />
      <div className={classes.stack}>
        <Stage3D label="Nothing" source={null} height={190} />
        <Stage3D label="A broken file" source={broken} height={190} />
      </div>
    </div>
  )
}
