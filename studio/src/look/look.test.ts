import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { contrast } from './contrast'
import { dark, light, motion, type Palette } from './tokens'
import { coloursOf, variables } from './variables'

const themes: [string, Palette][] = [
  ['light', light],
  ['dark', dark],
]

describe.each(themes)('the %s theme', (_, palette) => {
  const texts = ['ink', 'quiet', 'accent', 'good', 'warn', 'bad'] as const
  const grounds = ['ground', 'surface'] as const

  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '%s on %s meets WCAG AA for text',
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each([
    ['onInk', 'ink'],
    ['onInk', 'inkHover'],
    ['onAccent', 'accent'],
    ['surface', 'bad'],
    ['ink', 'shade'],
    ['quiet', 'shade'],
    ['accent', 'shade'],
  ] as const)('%s on %s meets WCAG AA for text', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  test('every kind in a chart meets 3:1 on the page and on a surface', () => {
    for (const kind of palette.data.kinds) {
      for (const ground of grounds) expect(contrast(kind, palette[ground])).toBeGreaterThanOrEqual(3)
    }
  })

  test('kinds stay apart for the colour-blind', () => {
    const { kinds } = palette.data
    for (const seen of [...kinds.keys()]) {
      for (const other of [...kinds.keys()].slice(seen + 1)) {
        for (const blindness of Object.keys(blind) as (keyof typeof blind)[]) {
          const apart = distance(see(kinds[seen]!, blindness), see(kinds[other]!, blindness))
          expect(apart, `${kinds[seen]} and ${kinds[other]} under ${blindness}`).toBeGreaterThan(0.1)
        }
      }
    }
  })

  test('quantity steps evenly in one direction of lightness', () => {
    const lightness = palette.data.quantity.map((hex) => oklab(linear(hex))[0])
    const steps = lightness.slice(1).map((value, index) => value - lightness[index]!)
    expect(Math.max(...steps) * Math.min(...steps)).toBeGreaterThan(0)
    const sizes = steps.map(Math.abs)
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeLessThan(1.35)
  })

  test('difference is symmetrical about a neutral middle', () => {
    const { difference } = palette.data
    const middle = oklab(linear(difference[4]!))
    expect(Math.hypot(middle[1], middle[2])).toBeLessThan(0.01)
    for (const step of [0, 1, 2, 3]) {
      const minus = oklab(linear(difference[step]!))[0]
      const plus = oklab(linear(difference[8 - step]!))[0]
      expect(Math.abs(minus - plus)).toBeLessThan(0.03)
    }
  })
})

test("the values are LOOK.md's", () => {
  const listed = ({ ground, surface, ink, quiet, hairline, accent, good, warn, bad }: Palette) =>
    [ground, surface, ink, quiet, hairline, accent, good, warn, bad].join(' ')
  expect(listed(light)).toBe('#F7F7F7 #FFFFFF #161616 #666666 #E2E2E2 #2743D2 #2F7D5B #8A5A00 #B3261E')
  expect(listed(dark)).toBe('#141414 #1C1C1C #F2F2F2 #A6A6A6 #2E2E2E #8C9EFF #5FB58C #E0A94A #F28B82')
  expect(motion.quick).toBeGreaterThanOrEqual(120)
  expect(motion.calm).toBeLessThanOrEqual(200)
})

test('cloth is coloured as in the server’s own pictures', () => {
  const python = readFileSync(join(import.meta.dirname, '../../../src/modiste/tailoring/render/worn.py'), 'utf8')
  const heats = Object.fromEntries([...python.matchAll(/"(stretch|clearance)": \(([^)]+)\)/g)].map(([, name, colours]) => [name, colours!.match(/#\w{6}/g)!.map((each) => each.toUpperCase())]))
  for (const { data } of [light, dark]) expect(heats).toEqual({ stretch: data.pull, clearance: data.distance })
})

test('both themes name the same variables', () => {
  expect(Object.keys(coloursOf(light))).toEqual(Object.keys(coloursOf(dark)))
  const made = variables({} as never)
  expect(Object.keys(made.light)).toEqual(Object.keys(made.dark))
  for (const value of Object.values({ ...made.variables, ...made.light, ...made.dark })) expect(value).toBeTruthy()
})

test('contrast agrees with the values WCAG gives', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5)
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
})

type Three = [number, number, number]

// Viénot, Brettel & Mollon 1999, in linear RGB: what a dichromat sees.
const blind = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
  deuteranopia: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
} as const

function linear(hex: string): Three {
  const value = Number.parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255].map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as Three
}

function see(hex: string, how: keyof typeof blind): Three {
  const [r, g, b] = linear(hex)
  const m = blind[how]
  return [m[0] * r + m[1] * g + m[2] * b, m[3] * r + m[4] * g + m[5] * b, m[6] * r + m[7] * g + m[8] * b]
}

function oklab([r, g, b]: Three): Three {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function distance(one: Three, other: Three): number {
  const [a, b] = [oklab(one), oklab(other)]
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}
