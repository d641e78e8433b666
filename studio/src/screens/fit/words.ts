/** What the tailoring room's names are called: measures, zones, programs and what can be chosen of them. */
import type { Key, Say } from '@/locale'

const KNOWN = {
  measure: ['height', 'bust', 'chest', 'under_bust', 'waist', 'hip', 'thigh', 'knee', 'calf', 'neck', 'upper_arm', 'wrist', 'arm_length', 'inseam', 'shoulder', 'back_length', 'front_length', 'waist_to_hip', 'body_rise', 'weight'],
  zone: ['chest', 'waist', 'hip', 'thigh', 'upper_arm', 'wrist', 'knee', 'hem', 'leg_hem', 'sleeve_hem'],
  verdict: ['pulls', 'snug', 'right', 'roomy', 'swims'],
  program: ['t_shirt', 'shirt', 'sweatshirt', 'hoodie', 'trousers', 'shorts', 'skirt_straight', 'skirt_a_line', 'dress_shift', 'dress_a_line'],
  option: ['cut', 'neckline', 'collar', 'sleeve', 'length', 'fit', 'front', 'pocket', 'leg', 'rise', 'flare'],
  choice: ['crew', 'v', 'boat', 'scoop', 'none', 'short', 'elbow', 'long', 'cropped', 'regular', 'slim', 'relaxed', 'oversized', 'classic', 'stand', 'closed', 'zip', 'kangaroo', 'straight', 'wide', 'low', 'mid', 'high', 'flat', 'dart', 'pleat', 'knee', 'mini', 'midi', 'maxi', 'a_line'],
  chart: ['women', 'men', 'gbt', 'gbt_men'],
  fabric: ['jersey', 'rib', 'fleece', 'poplin', 'crepe', 'twill', 'denim'],
} as const

/** A name of the tailoring room in the reader's language; one that is not known, as a plug-in's, is said plainly. */
export function named(sort: keyof typeof KNOWN, name: string, t: Say): string {
  const bare = name.replaceAll('-', '_')
  const known = (KNOWN[sort] as readonly string[]).includes(bare)
  return known ? t(`fit.${sort}.${bare}` as Key) : name.replaceAll(/[-_]/g, ' ')
}

/** Zones from top to bottom, as a body is measured; what is not known comes last. */
export function inOrder<T>(zones: Readonly<Record<string, T>>): [string, T][] {
  const place = (name: string) => {
    const at = (KNOWN.zone as readonly string[]).indexOf(name)
    return at < 0 ? KNOWN.zone.length : at
  }
  return Object.entries(zones).sort(([one], [other]) => place(one) - place(other))
}

/** On a man's body the tape over the bust lies over the chest. */
export function measureName(id: string, people: string, t: Say): string {
  return named('measure', id === 'bust' && people === 'men' ? 'chest' : id, t)
}

/** As it begins a line: "Upper arm". */
export function capital(name: string): string {
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

/** Centimetres, millimetres and kilograms as each language writes them. */
export function unitName(unit: string, t: Say): string {
  return unit === 'cm' || unit === 'mm' || unit === 'kg' ? t(`fit.units.${unit}`) : unit
}

/** A difference in centimetres with its sign: +2, −3, ±0. */
export function signed(centimetres: number, write: (value: number) => string): string {
  const whole = Math.round(centimetres)
  return whole === 0 ? '±0' : `${whole > 0 ? '+' : '−'}${write(Math.abs(whole))}`
}
