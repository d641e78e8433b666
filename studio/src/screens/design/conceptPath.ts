/** A concept's way: the one it began with, what was held, how far it was steered; as an address says it. */

export const DIRECTIONS = ['light', 'wide', 'long', 'lively'] as const
export type DirectionName = (typeof DIRECTIONS)[number]
export type Hold = 'shape' | 'details'
/** How far the server goes, in standard deviations. */
export const FARTHEST = 3

/** `light:1.5,long:-1` by name; what is not understood is left out. */
export function steerOf(text: string): Partial<Record<DirectionName, number>> {
  const found = text.split(',').flatMap((each) => {
    const [name, far] = each.split(':')
    const value = Number(far)
    return DIRECTIONS.includes(name as DirectionName) && far && Number.isFinite(value) && Math.abs(value) <= FARTHEST ? [[name, value] as const] : []
  })
  return Object.fromEntries(found)
}

export function steerText(steer: Partial<Record<DirectionName, number>>): string {
  return DIRECTIONS.flatMap((name) => (steer[name] ? [`${name}:${Math.round(steer[name] * 100) / 100}`] : [])).join(',')
}

/** Steps as they are told: what was held, and whose rest was taken. */
export function stepsOf(text: string): { hold: Hold; number: number }[] {
  return text.split(',').flatMap((each) => {
    const found = /^(shape|details):(\d{1,3})$/.exec(each)
    return found ? [{ hold: found[1] as Hold, number: Number(found[2]) }] : []
  })
}

/** The way back: the same without its last step. */
export const stepBack = (text: string) => text.split(',').slice(0, -1).join(',')

/** `sleeve:long,length:maxi` by name, of those that a category has. */
export function attributesOf(text: string, known: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(
    text.split(',').flatMap((each) => {
      const [name = '', word = ''] = each.split(':')
      return known[name]?.includes(word) ? [[name, word]] : []
    }),
  )
}

export const attributesText = (attributes: Readonly<Record<string, string>>) => Object.entries(attributes).map(([name, word]) => `${name}:${word}`).join(',')

/** An address of the server that draws one concept. */
export function pictureOf(wish: { model: string; category: string; palette: string; seed: number; number: number; steps: string; steer: string; attributes: string }): string {
  const said = Object.entries(wish).filter(([, value]) => value !== '')
  return `/api/v1/design/concepts/picture?${new URLSearchParams(said.map(([name, value]) => [name, String(value)]))}`
}
