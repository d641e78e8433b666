/** Every key of the locale files as a type; i18next's own types are so deep that they slow each build by seconds. */
import type data from './en/data.json'
import type design from './en/design.json'
import type fabric from './en/fabric.json'
import type fit from './en/fit.json'
import type frame from './en/frame.json'
import type garments from './en/garments.json'
import type lab from './en/lab.json'
import type mirror from './en/mirror.json'
import type photo from './en/photo.json'
import type plan from './en/plan.json'
import type search from './en/search.json'
import type sell from './en/sell.json'
import type settings from './en/settings.json'
import type trace from './en/trace.json'
import type trends from './en/trends.json'
import type wearables from './en/wearables.json'

interface Parts {
  frame: typeof frame
  design: typeof design
  fabric: typeof fabric
  fit: typeof fit
  data: typeof data
  garments: typeof garments
  lab: typeof lab
  mirror: typeof mirror
  photo: typeof photo
  plan: typeof plan
  search: typeof search
  sell: typeof sell
  settings: typeof settings
  trace: typeof trace
  trends: typeof trends
  wearables: typeof wearables
}

export type Part = keyof Parts

/** The files that words are fetched in: the frame's always, a room's with its screens. */
export const parts = ['frame', 'data', 'design', 'fabric', 'fit', 'garments', 'lab', 'mirror', 'photo', 'plan', 'search', 'sell', 'settings', 'trace', 'trends', 'wearables'] as const satisfies readonly Part[]

/** Plural forms are one key: `count_one` and `count_other` are asked for as `count`. */
type Base<K extends string> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K

type Leaf<T, Before extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${Base<K>}` : Leaf<T[K], `${Before}${K}.`>
}[keyof T & string]

export type Key = { [P in Part]: Leaf<Parts[P], ''> }[Part]

/** Says a key in the reader's language, with its gaps filled. */
export type Say = (key: Key, values?: Record<string, string | number>) => string
