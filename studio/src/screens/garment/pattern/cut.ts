/** How a garment is cut, as it is asked for: kept, drawn, tried on. */
import type { Cut, CutWanted, DraftWanted, FittingWanted, Pattern } from '@/api'
import { LEADING } from '@/screens/fit/wearer'

/** A cut as it would be kept. What was only guessed from a category is drafted, once somebody keeps it. */
export function wantedOf({ program, options, chart, fabric, basis, sizes }: Cut): CutWanted {
  return { program, options: options ?? {}, chart, fabric: fabric ?? '', basis: basis === 'category' ? 'pattern' : (basis ?? 'pattern'), sizes: sizes ?? {} }
}

/** Whether two cuts are the same but for the order of their options. */
export function isSameCut(one: CutWanted, other: CutWanted): boolean {
  const plain = ({ program, options, chart, fabric, basis, sizes }: CutWanted) =>
    JSON.stringify([program, Object.entries(options ?? {}).sort(), chart, fabric ?? '', basis, Object.entries(sizes ?? {}).sort()])
  return plain(one) === plain(other)
}

/** Whether its sizes are a chart's; others are drafted for what the shop says of each. */
export function isDrafted({ basis }: Pick<CutWanted, 'basis'>): boolean {
  return basis === undefined || basis === 'pattern' || basis === 'category'
}

/** A pattern as a file: by its size, or for the body it was drafted for. */
export function draftOf(cut: CutWanted, pattern: Pattern): DraftWanted {
  const { program, options, chart } = cut
  const made = { program, options: options ?? {}, chart }
  return isDrafted(cut) ? { ...made, size: pattern.size } : { ...made, size: '', measures: pattern.body }
}

/** A size on the very body it is drafted for. A changed cut is tried on as its program, for the garment's is kept. */
export function onItsOwnBody(garment: string, cut: CutWanted, pattern: Pattern, isChanged: boolean): FittingWanted {
  const measures = Object.fromEntries(LEADING.filter((id) => pattern.body[id] !== undefined).map((id) => [id, pattern.body[id]!]))
  const { program, options, chart, fabric } = cut
  const what = isChanged ? { garment: program, options: options ?? {}, fabric: fabric ?? '' } : { garment, fabric: '' }
  return { ...what, chart, measures, preference: 'as-designed', sizes: [pattern.size] }
}
