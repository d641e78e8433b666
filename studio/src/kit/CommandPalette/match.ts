/** How well typed letters fit a text: all in order, better when they stand together and at the heads of words. */

export interface Match {
  score: number
  /** Where the letters were found, for the eye. */
  at: readonly number[]
}

const HEAD = 8
const TOGETHER = 5
const GAP = -0.4

/** null where a letter is missing. Case and accents do not matter; Han characters match as they are. */
export function match(typed: string, text: string): Match | null {
  const wanted = plain(typed).replace(/\s+/g, '')
  const given = plain(text)
  if (wanted === '') return { score: 0, at: [] }
  let best: Match | null = null
  // From each place where the first letter stands: the first fit is often not the one a person sees.
  for (let start = given.indexOf(wanted[0]!); start >= 0; start = given.indexOf(wanted[0]!, start + 1)) {
    const found = from(wanted, given, start)
    if (found && (!best || found.score > best.score)) best = found
  }
  return best
}

function from(wanted: string, given: string, start: number): Match | null {
  const at: number[] = []
  let score = 0
  let position = start
  for (const letter of wanted) {
    const found = given.indexOf(letter, position)
    if (found < 0) return null
    const previous = at.at(-1)
    if (isHead(given, found)) score += HEAD
    if (previous !== undefined) score += found === previous + 1 ? TOGETHER : GAP * Math.min(10, found - previous)
    score += 1
    at.push(found)
    position = found + 1
  }
  return { score: score - start * 0.1 - given.length * 0.02, at }
}

function isHead(text: string, index: number): boolean {
  if (index === 0) return true
  return /[\s\-_/·.,(@]/.test(text[index - 1]!) || /\p{Script=Han}/u.test(text[index]!)
}

/** Each character stays one character, so that the places found fit the text shown. */
function plain(text: string): string {
  return Array.from(text, (character) => {
    const bare = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    return bare.length === character.length ? bare : character
  }).join('')
}
