/** Drawn flats and made-up values for the kit's page; nothing here is data. */

const drawings = {
  coat: 'M38 14 50 20 62 14 82 26 90 70 78 74 73 46 76 118H24L27 46 22 74 10 70 18 26ZM50 20V118',
  dress: 'M36 12 42 12Q50 24 58 12L64 12 68 34 60 52 82 118H18L40 52 32 34Z',
  shirt: 'M36 16 50 24 64 16 84 28 90 62 76 66 73 50V108H27V50L24 66 10 62 16 28ZM50 24V108',
  trouser: 'M30 12H70L76 118H56L50 46 44 118H24Z',
  bag: 'M22 52H78L84 108H16ZM36 52V40A14 14 0 0 1 64 40V52',
  boot: 'M34 16H58V74L86 88V108H34Z',
} as const

export type Drawing = keyof typeof drawings

/** A flat as a picture; `tone` is the cloth. */
export function flat(drawing: Drawing, tone = '#8d8a84', back = false): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 130" width="400" height="520"><rect width="100" height="130" fill="#ececea"/>` +
    `<path d="${drawings[drawing]}" fill="${tone}" fill-opacity="${back ? 0.55 : 0.85}" stroke="#2b2b2b" stroke-width="0.8" stroke-linejoin="round"${back ? ' stroke-dasharray="3 2"' : ''}/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** The same numbers on every visit. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296
    return state / 4294967296
  }
}
