/** A print as a form has it, as an address says it, and as the server takes it. */
import type { MotifSpec, MotifUse, PrintSpec } from '@/api'
import { PRINT_PALETTE, WOVEN_PALETTES } from '@/look/dyes'

export type Motif = MotifUse['motif']

export const GROUPS = ['p1', 'p2', 'pm', 'pg', 'cm', 'pmm', 'pmg', 'pgg', 'cmm', 'p4', 'p4m', 'p4g', 'p3', 'p3m1', 'p31m', 'p6', 'p6m'] as const
export const LAYOUTS = ['half-drop', 'brick', 'toss'] as const
export const DRAFTS = ['stripe', 'plain', 'twill', 'herringbone', 'satin'] as const
export type Layout = MotifSpec['layout']
export type Draft = (typeof DRAFTS)[number]
/** Over HTTP a side has so many pixels at most. */
export const MOST_PIXELS = 4096
const SCREEN_PIXELS = 720
const HEX = /^[0-9a-f]{6}$/

export interface PrintForm {
  kind: 'motifs' | 'woven'
  layout: Layout
  /** By name; one or two. */
  motifs: readonly string[]
  /** Of a motif's larger side; 0 for as large as there is room. */
  motifMm: number
  turn: number
  seed: number
  sett: string
  draft: Draft
  widthMm: number
  palette: readonly string[]
}

export const FRESH: PrintForm = { kind: 'motifs', layout: 'p4m', motifs: ['sprig', 'star'], motifMm: 0, turn: 0, seed: 0, sett: 'K4 W4', draft: 'twill', widthMm: 64, palette: PRINT_PALETTE }

/** Woven cloths that everybody knows, each a place to begin. */
export const WOVEN = {
  stripe: { sett: '...W12 B12', draft: 'stripe', widthMm: 24, palette: WOVEN_PALETTES.stripe },
  tartan: { sett: 'K/4 R24 K24 Y/4', draft: 'twill', widthMm: 110, palette: WOVEN_PALETTES.tartan },
  houndstooth: { sett: '...K4 W4', draft: 'twill', widthMm: 16, palette: WOVEN_PALETTES.houndstooth },
  gingham: { sett: '...R12 W12', draft: 'plain', widthMm: 20, palette: WOVEN_PALETTES.gingham },
  herringbone: { sett: '...N8 W8', draft: 'herringbone', widthMm: 16, palette: WOVEN_PALETTES.herringbone },
} as const satisfies Record<string, Pick<PrintForm, 'sett' | 'draft' | 'widthMm' | 'palette'>>

/** The letters of a sett in the order in which they first come: as many colours as it has. */
export function lettersOf(sett: string): string[] {
  return [...new Set([...sett.matchAll(/([A-Z]{1,2})\/?\d+/g)].map((found) => found[1]!))]
}

/** How many colours the form's print has at least. */
export const leastColours = (form: PrintForm) => (form.kind === 'woven' ? Math.max(2, lettersOf(form.sett).length) : 2)

/** What the server takes; null while the motifs are not there yet. On a screen it is no finer than a screen shows. */
export function specOf(form: PrintForm, motifs: ReadonlyMap<string, Motif>, dpi: number): PrintSpec | null {
  const size = { width_mm: form.widthMm, dpi, palette: [...form.palette] }
  if (form.kind === 'woven') return { kind: 'woven', sett: form.sett, draft: form.draft, times: 1, ...size }
  const uses = form.motifs.flatMap((name) => {
    const motif = motifs.get(name)
    return motif ? [{ motif, turn: form.turn, ...(form.motifMm > 0 ? { size_mm: form.motifMm } : {}) }] : []
  })
  return uses.length === form.motifs.length ? { kind: 'motifs', layout: form.layout, motifs: uses, seed: form.seed, ...size } : null
}

/** Dots an inch for a screen: whole hundreds of pixels, between what can be made. */
export function screenDpi(widthMm: number): number {
  return Math.round(Math.min(300, Math.max(40, (SCREEN_PIXELS * 25.4) / widthMm)))
}

/** The finest that can be taken over HTTP, 300 where possible; a hexagonal repeat is higher than wide. */
export function fileDpi(widthMm: number, ratio = 1): number {
  return Math.floor(Math.min(300, (MOST_PIXELS * 25.4) / (widthMm * Math.max(1, ratio))))
}

/** A form out of an address. */
export function formOf(query: URLSearchParams): PrintForm {
  const one = <T extends string>(key: string, known: readonly T[], usual: T) => known.find((each) => each === query.get(key)) ?? usual
  const number = (key: string, usual: number, low: number, high: number) => {
    const text = query.get(key)
    const value = Number(text)
    return text !== null && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : usual
  }
  const colours = (query.get('colours') ?? '').toLowerCase().split(',').filter((each) => HEX.test(each)).map((each) => `#${each}`)
  const motifs = (query.get('motifs') ?? '').split(',').filter(Boolean).slice(0, 3)
  return {
    kind: one('kind', ['motifs', 'woven'], FRESH.kind),
    layout: one<Layout>('layout', [...GROUPS, ...LAYOUTS], FRESH.layout),
    motifs: motifs.length > 0 ? motifs : FRESH.motifs,
    motifMm: number('motif', 0, 0, 1000),
    turn: number('turn', 0, -360, 360),
    seed: number('seed', 0, 0, 2 ** 31),
    sett: query.get('sett') ?? FRESH.sett,
    draft: one('draft', DRAFTS, FRESH.draft),
    widthMm: number('width', FRESH.widthMm, 4, 1000),
    palette: colours.length >= 2 ? colours.slice(0, 16) : FRESH.palette,
  }
}

/** The same as the values of an address; what is usual is left out. */
export function addressOfForm(form: PrintForm): Record<string, string | null> {
  const unless = (value: string | number, usual: string | number) => (value === usual ? null : String(value))
  const isWoven = form.kind === 'woven'
  return {
    kind: unless(form.kind, FRESH.kind),
    layout: isWoven ? null : unless(form.layout, FRESH.layout),
    motifs: isWoven ? null : unless(form.motifs.join(','), FRESH.motifs.join(',')),
    motif: isWoven ? null : unless(form.motifMm, 0),
    turn: isWoven ? null : unless(form.turn, 0),
    seed: isWoven ? null : unless(form.seed, 0),
    sett: isWoven ? form.sett : null,
    draft: isWoven ? form.draft : null,
    width: unless(form.widthMm, FRESH.widthMm),
    colours: unless(form.palette.map((each) => each.slice(1)).join(','), FRESH.palette.map((each) => each.slice(1)).join(',')),
  }
}
