/** Colours of vertices: one for all, or a ramp from nothing to much. sRGB in, linear out, as a stage takes them. */

type Three = readonly [number, number, number]

function channels(hex: string): Three {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}

function linear(part: number): number {
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

/** Values from 0 to `top` on a ramp of colours; what lies beyond has the ramp's end. */
export function heatColours(values: Float32Array, top: number, ramp: readonly string[]): Float32Array {
  const stops = ramp.map(channels)
  const colours = new Float32Array(values.length * 3)
  values.forEach((value, vertex) => {
    const at = Math.min(1, Math.max(0, value / top)) * (stops.length - 1)
    const below = Math.min(Math.floor(at), stops.length - 2)
    const share = at - below
    for (const part of [0, 1, 2] as const) {
      colours[vertex * 3 + part] = linear(stops[below]![part] * (1 - share) + stops[below + 1]![part] * share)
    }
  })
  return colours
}

/** The same colour for so many vertices. */
export function oneColour(hex: string, vertices: number): Float32Array {
  const [red, green, blue] = channels(hex).map(linear) as unknown as Three
  const colours = new Float32Array(vertices * 3)
  for (let at = 0; at < colours.length; at += 3) colours.set([red, green, blue], at)
  return colours
}
