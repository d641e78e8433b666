/** What the cloth of a stage can be coloured by, with the colours of the house's pictures. */
import type { StageShade } from '@/kit/Stage3D'
import { type DataPalette, materials } from '@/look/tokens'

export const LOOKS = ['cloth', 'stretch', 'clearance', 'panels'] as const
export type Coloured = (typeof LOOKS)[number]

export function shadeOf(coloured: Coloured, { pull, distance, kinds }: Pick<DataPalette, 'pull' | 'distance' | 'kinds'>): StageShade {
  const skin = materials.shadedSkin
  if (coloured === 'cloth') return { by: 'cloth' }
  if (coloured === 'panels') return { by: 'panels', kinds, skin }
  return { by: coloured, ramp: coloured === 'stretch' ? pull : distance, skin }
}
