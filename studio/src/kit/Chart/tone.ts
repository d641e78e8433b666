/** How deep each cell of a matrix is coloured, from 0 to 1. */
import type { MatrixData } from './data'

export function toneOf(data: MatrixData, row: number, column: number): number {
  const value = data.values[row]?.[column] ?? 0
  if (data.scale === 'share') {
    const sum = (data.values[row] ?? []).reduce<number>((total, each) => total + (each ?? 0), 0)
    return sum > 0 ? clamp(value / sum) : 0
  }
  const all = data.values.flat().filter((each) => each !== null)
  if (data.scale === 'difference') {
    const most = Math.max(...all.map(Math.abs), Number.EPSILON)
    return clamp(0.5 + value / most / 2)
  }
  const [low, high] = data.value.range ?? [Math.min(...all, 0), Math.max(...all)]
  return high > low ? clamp((value - low) / (high - low)) : 0
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
