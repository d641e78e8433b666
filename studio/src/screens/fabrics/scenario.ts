/** A day that a cloth is worn through: two to begin with, and what a person may change of them. */

export interface Phase {
  name: string
  minutes: number
  air_c: number
  humidity: number
  wind: number
  met: number
  sun: number
  jacket: boolean
}

export interface Day {
  garment: 'shirt' | 't-shirt'
  phases: readonly Phase[]
}

/** An answer waits for no longer scenario than this. */
export const MOST_MINUTES = 480
/** A job lives through no longer one. */
export const LONGEST_MINUTES = 1440
export const MOST_PHASES = 12

/** Layers that are not of the cloth in question, as examples/fabric/scenario.toml has them. */
const OTHERS = [
  { name: 'trousers', garment: 'trousers', gap_mm: 8, rct: 0.018, ret: 4 },
  { name: 'socks', garment: 'socks', gap_mm: 0, rct: 0.035, ret: 5 },
  { name: 'shoes', garment: 'shoes', gap_mm: 1, rct: 0.09, ret: 60 },
]
const JACKET = { name: 'jacket', garment: 'jacket', gap_mm: 8, rct: 0.09, ret: 14 }

const phase = (name: string, minutes: number, air_c: number, humidity: number, wind: number, met: number, more: Partial<Phase> = {}): Phase => ({ name, minutes, air_c, humidity, wind, met, sun: 0, jacket: false, ...more })

export const DAYS = {
  summer: (say: (key: 'walk' | 'desk' | 'lunch' | 'train') => string): Day => ({ garment: 'shirt', phases: [phase(say('walk'), 30, 29, 50, 1, 2.6, { sun: 300 }), phase(say('desk'), 90, 27, 50, 0.15, 1.2), phase(say('lunch'), 30, 31, 45, 1, 1.6, { sun: 600 })] }),
  autumn: (say: (key: 'walk' | 'desk' | 'lunch' | 'train') => string): Day => ({ garment: 'shirt', phases: [phase(say('walk'), 25, 9, 75, 2.5, 2.6, { jacket: true }), phase(say('train'), 20, 25, 55, 0.1, 1.3, { jacket: true }), phase(say('desk'), 120, 22, 45, 0.1, 1.1), phase(say('lunch'), 45, 14, 50, 1, 1.4, { sun: 500 })] }),
} as const

/** A day as the server takes it. */
export function scenarioOf({ garment, phases }: Day, name: string): Record<string, unknown> {
  const hasJacket = phases.some(({ jacket }) => jacket)
  const worn = [garment, ...OTHERS.map((each) => each.name)]
  return {
    name,
    layers: [{ name: garment, garment, gap_mm: 8 }, ...OTHERS, ...(hasJacket ? [JACKET] : [])],
    phases: phases.map(({ jacket, wind, sun, met, ...rest }) => ({ ...rest, wind: Math.max(wind, 0.05), met, ...(met >= 2 ? { walk: 1.2 } : {}), ...(sun > 0 ? { sun, sun_altitude: 45 } : {}), wear: jacket ? [...worn, 'jacket'] : worn })),
  }
}

export const minutesOf = (day: Day) => day.phases.reduce((sum, { minutes }) => sum + minutes, 0)

/** At which minute each phase after the first begins, for the marks of a chart. */
export const begins = (phases: readonly { name: string; minutes: number }[]) => phases.map(({ name }, index) => ({ x: phases.slice(0, index).reduce((sum, { minutes }) => sum + minutes, 0), label: name })).slice(1)
