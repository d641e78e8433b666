/** Every key of the locale files as a type; i18next's own types are so deep that they slow each build by seconds. */
import type en from './en.json'

type Words = typeof en

/** Plural forms are one key: `count_one` and `count_other` are asked for as `count`. */
type Base<K extends string> = K extends `${infer Stem}_one` ? Stem : K extends `${infer Stem}_other` ? Stem : K

type Leaf<T, Before extends string> = {
  [K in keyof T & string]: T[K] extends string ? `${Before}${Base<K>}` : Leaf<T[K], `${Before}${K}.`>
}[keyof T & string]

export type Key = Leaf<Words, ''>

/** Says a key in the reader's language, with its gaps filled. */
export type Say = (key: Key, values?: Record<string, string | number>) => string
