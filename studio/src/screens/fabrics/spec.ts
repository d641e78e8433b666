/** A cloth as a form has it, in the notations of the trade, and as the server takes it; whose field an error is about. */
import type { ApiError, FabricGiven, KeptFabric } from '@/api'

export const FINISHES = ['brushed', 'calendered', 'mercerised', 'softened', 'water-repellent', 'resin'] as const
export const STITCHES = ['jersey', 'pique', 'rib 1x1', 'interlock', 'ponte roma'] as const
export type Finish = (typeof FINISHES)[number]

export interface SpecForm {
  name: string
  blend: string
  kind: 'woven' | 'knit'
  sett: string
  warp: string
  weft: string
  stitch: string
  loop: string
  yarn: string
  gauge: string
  finish: Finish[]
  coating: string
}

export type Field = keyof SpecForm

export const FRESH: SpecForm = {
  name: '',
  blend: '100% CO',
  kind: 'woven',
  sett: '52/30 per cm, plain',
  warp: '2/100 Ne',
  weft: 'Ne 40',
  stitch: 'jersey',
  loop: '2.75',
  yarn: '20 tex',
  gauge: 'E28',
  finish: [],
  coating: '0',
}

/** The form of a kept cloth; each yarn in the system that writes it shortest, which is most likely the one it was typed in. */
export function formOf({ name, spec, construction }: KeptFabric): SpecForm {
  const said = construction as Record<string, unknown>
  const text = (key: string) => (typeof said[key] === 'string' ? said[key] : '')
  const own = { ...FRESH, name, blend: text('blend'), finish: (said.finish ?? []) as Finish[], coating: String(said.coating_gsm ?? 0) }
  if (said.structure === 'woven') return { ...own, kind: 'woven', sett: text('sett'), warp: shortest(said.warp), weft: shortest(said.weft) }
  const knit = (spec as { knit?: { loop?: number } }).knit
  return { ...own, kind: 'knit', stitch: text('stitch'), loop: String(knit?.loop ?? ''), yarn: shortest(said.yarn), gauge: text('gauge') }
}

/** A yarn in every system it is printed in. */
export function notations(yarn: unknown): string[] {
  return ['tex', 'dtex', 'Nm', 'Ne', 'den'].flatMap((system) => {
    const text = (yarn as Record<string, unknown> | undefined)?.[system]
    return typeof text === 'string' ? [text] : []
  })
}

function shortest(yarn: unknown): string {
  return notations(yarn).reduce((best, each) => (best === '' || each.length < best.length ? each : best), '')
}

/** What the server takes. What was not touched goes back as it was kept: a text tells less than a whole yarn does. */
export function givenOf(form: SpecForm, kept?: KeptFabric): FabricGiven {
  const before = kept ? formOf(kept) : null
  const was = (kept?.spec ?? {}) as { blend?: FabricGiven['blend']; woven?: Record<string, unknown>; knit?: Record<string, unknown>; layers?: unknown }
  const isSame = (...fields: Field[]) => before !== null && before.kind === form.kind && fields.every((field) => before[field] === form[field])
  const number = (text: string) => (text.trim() === '' ? undefined : Number(text))
  const given = {
    name: form.name.trim() || 'fabric',
    blend: isSame('blend') ? (was.blend ?? { cotton: 1 }) : form.blend,
    finish: form.finish,
    coating: number(form.coating) ?? 0,
    ...(was.layers ? { layers: was.layers } : {}),
  }
  if (form.kind === 'woven') {
    const { warp, weft, ...rest } = was.woven ?? {}
    const sett = isSame('sett') ? rest : { sett: form.sett }
    return { ...given, woven: { ...sett, warp: isSame('warp') ? warp : form.warp, weft: isSame('weft') ? weft : form.weft } }
  }
  const { yarn, ...rest } = was.knit ?? {}
  const made = isSame('stitch', 'loop', 'gauge') ? rest : { stitch: form.stitch, loop: number(form.loop), ...(form.gauge.trim() ? { gauge: form.gauge } : {}) }
  return { ...given, knit: { ...made, yarn: isSame('yarn') ? yarn : form.yarn } }
}

const YARNS = ['MOD-2802', 'MOD-2803', 'MOD-2804']
const FIELDS: Record<string, Field> = { 'MOD-2800': 'blend', 'MOD-2801': 'blend', 'MOD-2805': 'sett', 'MOD-2806': 'stitch' }

/** The field that an error is about; null where it is about the whole. */
export function fieldOf({ code, detail }: Pick<ApiError, 'code' | 'detail'>, form: SpecForm): Field | null {
  if (YARNS.includes(code)) {
    const fields = form.kind === 'woven' ? (['warp', 'weft'] as const) : (['yarn'] as const)
    const number = /-?\d+(\.\d+)?/.exec(detail)?.[0] ?? ''
    return fields.find((field) => form[field] !== '' && detail.includes(`'${form[field]}'`)) ?? fields.find((field) => number !== '' && form[field].includes(number)) ?? fields[0]
  }
  if (code === 'MOD-2808') return form.kind === 'woven' ? 'sett' : 'loop'
  if (code === 'MOD-2807') {
    const said = detail.match(/: (?:woven|knit)?\.?(sett|ends|picks|weave|warp|weft|yarn|loop|gauge|stitch|coating|name|blend)\b/)?.[1]
    if (said === 'ends' || said === 'picks' || said === 'weave') return 'sett'
    return (said as Field | undefined) ?? null
  }
  return FIELDS[code] ?? null
}

/** An id from a name: what an address may hold. */
export function idOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60)
  return plain || `cloth-${Date.now().toString(36)}`
}
