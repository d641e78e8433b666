/** What panels and seams are called: "sleeve_left" is a sleeve, left; "armhole_front_left" an armhole, front, left. */
import type { Key, Say } from '@/locale'

/** Longer names before the ones they begin with. */
const PARTS = [
  'armhole_binding', 'armhole', 'back', 'bodice_back', 'bodice_front', 'buttons', 'collar_stand_inner', 'collar_stand', 'collar_under', 'collar', 'crotch', 'cuff', 'dart', 'fly', 'front',
  'hem_rib', 'hood', 'inseam', 'middle_back', 'neck_binding', 'neckband', 'placket', 'pleat', 'pocket', 'seat', 'shoulder', 'side', 'skirt_back', 'skirt_front', 'skirt_middle_back',
  'skirt_side', 'skirt_zip', 'sleeve_placket', 'sleeve', 'underarm', 'waistband', 'waist', 'yoke', 'zip',
] as const
const SIDES = ['left', 'right', 'front', 'back', 'ends', 'bust', 'waist', 'middle', 'side', 'crown'] as const

export function partName(id: string, t: Say): string {
  const part = PARTS.find((each) => id === each || id.startsWith(`${each}_`))
  if (!part) return id.replaceAll('_', ' ')
  const rest = id.slice(part.length + 1).split('_').filter(Boolean)
  const sides = rest.map((word) => ((SIDES as readonly string[]).includes(word) ? t(`fit.side.${word}` as Key) : word))
  const name = t(`fit.part.${part}` as Key)
  return sides.length > 0 ? t('fit.part.with', { part: name, sides: sides.join(t('fit.part.comma')) }) : name
}
