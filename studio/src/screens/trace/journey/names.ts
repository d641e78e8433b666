/** What the names of the supply chain say: items, lots, boxes and places as people read them. */
import type { Device, SupplyPlace } from '@/api'
import { type Format, knows, type Key, type Language, type Words } from '@/locale'

type Say = Words['t']

const KINDS = [
  ['item', /\/01\/\d{14}\/21\/([^/?]+)/],
  ['lot', /\/01\/\d{14}\/10\/([^/?]+)/],
  ['class', /\/01\/(\d{14})$/],
  ['carton', /\/00\/(\d{18})/],
  ['container', /\/8003\/\d{14}(\w*)/],
] as const

/** An item's serial, a lot's name, a box's number: what kind of thing it is and which. */
export function thingWords(name: string, t: Say): string {
  for (const [kind, shape] of KINDS) {
    const code = shape.exec(name)?.[1]
    if (code) return t(`trace.thing.${kind}`, { code: kind === 'carton' ? `…${code.slice(-5)}` : decodeURIComponent(code) })
  }
  return name
}

/** Why a step is on an item's way. */
export function becauseWords(because: string, t: Say): string {
  const [, how, name] = /^(inside|made of) (.*)$/.exec(because) ?? []
  if (!how || !name) return ''
  return t(how === 'inside' ? 'trace.because.inside' : 'trace.because.made', { thing: thingWords(name, t) })
}

/** A word of GS1's vocabulary in the reader's language; others with their underscores opened. */
export function cbvWords(kind: 'step' | 'disposition' | 'error', word: string, t: Say): string {
  const key = `trace.${kind}.${word}`
  return knows(key) ? t(key as Key) : word.replaceAll('_', ' ')
}

/** A place by its site's name, with the part of it; where nobody named it, by its number. */
export function placeWords(site: string, place: string, places: readonly SupplyPlace[], language: Language): string {
  if (!place) return ''
  const known = places.find(({ id }) => id === site)
  const [, part = ''] = /(?:\.|\/254\/)([^./]+)$/.exec(place) ?? []
  const name = known ? (language === 'zh-CN' && known.name_zh) || known.name : (/\/414\/(\d{13})/.exec(site)?.[1] ?? place)
  const isPart = /sgln|\/254\//.test(place) && part !== '0' && part !== ''
  return isPart ? `${name} · ${part}` : name
}

/** A device by its name in the reader's language; one that is not listed by its id. */
export function deviceWords(id: string, devices: readonly Pick<Device, 'id' | 'name' | 'name_zh'>[], language: Language): string {
  const known = devices.find((each) => each.id === id)
  return (language === 'zh-CN' && known?.name_zh) || known?.name || id
}

/** A quantity's name and its unit, as people write it. */
export function quantityWords(quantity: string, t: Say): string {
  const key = `trace.quantity.${quantity}`
  return knows(key) ? t(key as Key) : quantity.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
}

const UNITS: Record<string, string> = { CEL: '°C', P1: '%', MSK: 'm/s²', KWH: 'kWh', KWT: 'kW', LTR: 'L', C62: '', KGM: 'kg', DD: '°' }

/** A tenth is as much as such a sensor tells. */
const ROUGH = new Set(['CEL', 'P1'])

/** A unit as people write it. */
export const unitWords = (unit: string): string => UNITS[unit] ?? unit

/** A measured value with its unit. */
export function measured(value: number, unit: string, format: Format): string {
  const said = unitWords(unit)
  const digits = unit === 'C62' || Math.abs(value) >= 1000 ? 0 : ROUGH.has(unit) || Math.abs(value) >= 10 ? 1 : 2
  return `${format.number(value, digits)} ${said}`.trim()
}

/** What was typed as a name that the server knows: a GTIN with a serial becomes its Digital Link. */
export function nameOf(typed: string): string {
  const text = typed.trim()
  const [, gtin, serial] = /^(\d{8}|\d{12,14})[\s/,]+(\S+)$/.exec(text) ?? []
  return gtin && serial ? `https://id.gs1.org/01/${gtin.padStart(14, '0')}/21/${encodeURIComponent(serial)}` : text
}
