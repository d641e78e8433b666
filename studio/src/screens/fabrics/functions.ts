/** What a function of a cloth is asked, to begin with, and which of its curves are drawn. */

export const FUNCTIONS = ['phase-change', 'adapt', 'ageing'] as const
export type Function = (typeof FUNCTIONS)[number]

/** Name, first value, least, most, step; minutes and what is set make stays. */
export const FIELDS = {
  'phase-change': [
    ['share_pct', 20, 1, 60, 1],
    ['latent_kj_kg', 180, 1, 350, 5],
    ['melts_from', 27, 0, 58, 0.5],
    ['melts_to', 29, 1, 60, 0.5],
    ['gap_mm', 1, 0, 20, 0.5],
    ['before_c', 30, -40, 55, 1],
    ['after_c', 5, -40, 55, 1],
    ['minutes', 5, 1, 240, 1],
  ],
  adapt: [
    ['open_ret_pct', 40, 1, 100, 5],
    ['open_rct_pct', 80, 1, 100, 5],
    ['half_open', 60, 5, 99, 1],
    ['opens', 3, 0.5, 240, 0.5],
    ['closes', 8, 0.5, 240, 0.5],
    ['air_c', 24, -20, 50, 1],
    ['met', 5, 0.7, 12, 0.1],
    ['minutes', 30, 5, 150, 5],
  ],
  ageing: [
    ['washes', 50, 1, 1000, 5],
    ['ratio', 2, 1.1, 100, 0.1],
  ],
} as const

export const CURVES = {
  'phase-change': [
    ['from_skin_w_m2', 'W/m²'],
    ['molten', ''],
  ],
  adapt: [
    ['wettedness', ''],
    ['ret_m2pa_w', 'm²Pa/W'],
    ['humidity_pct', '%'],
    ['discomfort', ''],
  ],
  ageing: [['resistance_by_new', '']],
} as const

export type Typed = Record<string, number>
export const fresh = (which: Function): Typed => Object.fromEntries(FIELDS[which].map(([key, value]) => [key, value]))

/** Rest in minutes at either side of the work. */
const REST = 10
const CALM = 1.2

/** What was typed, as the server takes it. */
export function askedOf(which: Function, typed: Typed): Record<string, unknown> {
  if (which === 'phase-change') {
    const { melts_from, melts_to, before_c, after_c, minutes, ...rest } = typed
    return { ...rest, melts: [melts_from, melts_to], stays: [[minutes, before_c], [minutes, after_c]] }
  }
  if (which === 'adapt') {
    const { met, minutes, ...rest } = typed
    return { ...rest, stays: [[REST, CALM], [minutes, met], [minutes, CALM]] }
  }
  return typed
}
