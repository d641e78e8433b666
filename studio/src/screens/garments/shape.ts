/** The measures of the wall: how many columns fit, how high a row is, which pages a stretch of rows needs. */
import { PAGE, type Garment } from '@/api'

export const GAP = 20
const NARROWEST = 172
/** Pictures of a few pixels are shown modestly: enlarged they would only show their squares. */
const NARROWEST_TINY = 118
const TINY = 64
/** Below the picture: two lines of name, one of facts, and the room to the next row. */
const WORDS = 10 + 41 + 20 + 34
export const LIST_ROW = 72

export interface Shape {
  columns: number
  rowHeight: number
  cardWidth: number
}

export function shapeOf(width: number, view: 'grid' | 'list', ratio: number, tiny = false): Shape {
  if (view === 'list') return { columns: 1, rowHeight: LIST_ROW, cardWidth: width }
  const columns = Math.max(2, Math.floor((width + GAP) / ((tiny ? NARROWEST_TINY : NARROWEST) + GAP)))
  const cardWidth = Math.max(1, (width - (columns - 1) * GAP) / columns)
  return { columns, rowHeight: Math.round(cardWidth / ratio) + WORDS, cardWidth }
}

/** The frame that suits most of the pictures: upright, square or lying. */
export function ratioOf(garments: readonly Pick<Garment, 'photo_width' | 'photo_height'>[]): number {
  const ratios = garments
    .flatMap(({ photo_width: width, photo_height: height }) => (width && height ? [width / height] : []))
    .sort((a, b) => a - b)
  const middle = ratios[Math.floor(ratios.length / 2)] ?? 1
  return middle < 0.87 ? 3 / 4 : middle > 1.2 ? 4 / 3 : 1
}

/** Whether most of the pictures are of a few pixels, as Fashion-MNIST's. */
export function areTiny(garments: readonly Pick<Garment, 'photo_width'>[]): boolean {
  return garments.filter(({ photo_width: width }) => width && width <= TINY).length * 2 > garments.length
}

/** The numbers of the pages that hold the places from `first` to `last`. */
export function pagesOf(first: number, last: number): number[] {
  const begin = Math.floor(Math.max(0, first) / PAGE)
  const end = Math.floor(Math.max(0, last) / PAGE)
  return Array.from({ length: end - begin + 1 }, (_, index) => begin + index)
}

/** Where a key leads from a place; null for keys that lead nowhere. */
export function stepOf(key: string, place: number, count: number, columns: number, rowsInSight: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: 1,
    ArrowLeft: -1,
    ArrowDown: columns,
    ArrowUp: -columns,
    PageDown: columns * rowsInSight,
    PageUp: -columns * rowsInSight,
    Home: -place,
    End: count - 1 - place,
  }
  const step = steps[key]
  if (step === undefined) return null
  const wanted = place + step
  if ((key === 'ArrowUp' && wanted < 0) || (key === 'ArrowDown' && wanted >= count && place >= count - columns)) return place
  return Math.min(count - 1, Math.max(0, wanted))
}
