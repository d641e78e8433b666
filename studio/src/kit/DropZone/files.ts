/** Which of the files a person brings can be taken, and why the others cannot. */

export interface FileLimits {
  /** Media types as `image/jpeg` or `image/*`, or ANY. */
  accept: readonly string[]
  mostFiles: number
  /** Bytes of one file. */
  mostBytes: number
}

export type Reason = 'type' | 'size' | 'empty' | 'count'

export interface Refused {
  file: File
  reason: Reason
}

/** Every type, also where the browser knows none. */
export const ANY = '*/*'

/** What the server takes as photos; it looks again, this only saves the way there. */
export const PHOTOS: FileLimits = {
  accept: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/tiff', 'image/bmp'],
  mostFiles: 64,
  mostBytes: 20_000_000,
}
export const ONE_PHOTO: FileLimits = { ...PHOTOS, mostFiles: 1 }

export function sorted(files: readonly File[], limits: FileLimits): { taken: File[]; refused: Refused[] } {
  const taken: File[] = []
  const refused: Refused[] = []
  for (const file of files) {
    const reason = reasonAgainst(file, limits, taken.length)
    if (reason) refused.push({ file, reason })
    else taken.push(file)
  }
  return { taken, refused }
}

function reasonAgainst(file: File, limits: FileLimits, count: number): Reason | null {
  if (!limits.accept.some((kind) => fits(file.type, kind))) return 'type'
  if (file.size === 0) return 'empty'
  if (file.size > limits.mostBytes) return 'size'
  return count >= limits.mostFiles ? 'count' : null
}

function fits(type: string, kind: string): boolean {
  if (kind === ANY) return true
  return kind.endsWith('/*') ? type.startsWith(kind.slice(0, -1)) : type === kind
}
