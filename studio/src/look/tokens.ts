/**
 * The look in numbers: colours of both themes, type, space, motion. LOOK.md's values, written once.
 *
 * Everything else (Mantine's theme, CSS variables, charts, the 3D stage) reads them from here.
 */

/** The colours of one theme. Garments carry the colour; the page is neutral so that colour can be judged. */
export interface Palette {
  /** The page. */
  ground: string
  /** What lies on the page: fields, menus, the side panel. */
  surface: string
  /** A surface under the pointer or in the shade. */
  shade: string
  ink: string
  quiet: string
  hairline: string
  /** Text on an action: actions are ink-black, white in the dark. */
  onInk: string
  /** An action under the pointer. */
  inkHover: string
  /** Selection and links, nothing else. */
  accent: string
  onAccent: string
  good: string
  warn: string
  bad: string
  /** Behind a modal. */
  veil: string
  data: DataPalette
}

/** Colours that carry numbers. Order matters: a chart takes them from the front. */
export interface DataPalette {
  /** Kinds, colour-blind safe; at least 3:1 on ground and surface. */
  kinds: readonly string[]
  /** Quantity from little to much, even steps of lightness. */
  quantity: readonly string[]
  /** From minus (blue) over none to plus (orange). */
  difference: readonly string[]
  /** Cloth from slack to taut. The same in both themes, as in the server's pictures: it lies on a thing, not on the page. */
  pull: readonly string[]
  /** Cloth from on the skin to far from it. */
  distance: readonly string[]
}

/** What stands on a stage: the same in both themes. Skin is shaded where slack cloth is nearly white. */
export const materials = { skin: '#D6D1CC', shadedSkin: '#A19A93', cloth: '#5C6B8C', lit: '#E0A94A' } as const

/** The ramps of the server's own pictures (`modiste.tailoring.render`). */
const heats = {
  pull: ['#EEECE8', '#F3D3AC', '#E8A05C', '#CF6A24', '#93380C'],
  distance: ['#EEECE8', '#C3D3EA', '#8AABD9', '#4F7CC0', '#234A90'],
}

export const light: Palette = {
  ground: '#F7F7F7',
  surface: '#FFFFFF',
  shade: '#EFEFEF',
  ink: '#161616',
  quiet: '#666666',
  hairline: '#E2E2E2',
  onInk: '#FFFFFF',
  inkHover: '#3A3A3A',
  accent: '#2743D2',
  onAccent: '#FFFFFF',
  good: '#2F7D5B',
  warn: '#8A5A00',
  bad: '#B3261E',
  veil: '#161616',
  data: {
    kinds: ['#2743D2', '#803009', '#119C81', '#5A0268', '#887402', '#2B80BF', '#53121F', '#565E6C'],
    quantity: ['#EDF2FC', '#C8D8FF', '#A5BDFE', '#82A2FE', '#5F85FF', '#4669EF', '#3351D0', '#263DA9', '#1B2E7D'],
    difference: ['#1E4EAC', '#5177BF', '#839FD1', '#B8C6E0', '#EEEEEE', '#DCBFAF', '#C79170', '#AF622D', '#853E00'],
    ...heats,
  },
}

export const dark: Palette = {
  ground: '#141414',
  surface: '#1C1C1C',
  shade: '#262626',
  ink: '#F2F2F2',
  quiet: '#A6A6A6',
  hairline: '#2E2E2E',
  onInk: '#141414',
  inkHover: '#CFCFCF',
  accent: '#8C9EFF',
  onAccent: '#141414',
  good: '#5FB58C',
  warn: '#E0A94A',
  bad: '#F28B82',
  veil: '#000000',
  data: {
    kinds: ['#8C9EFF', '#CD7D09', '#97F5CE', '#9F5BAC', '#DDBA5C', '#98CBF1', '#BA4A53', '#97989F'],
    quantity: ['#1A1E3D', '#262F68', '#334193', '#4156BB', '#516FDC', '#658AF5', '#82A7FF', '#A8C4FD', '#CEDFFE'],
    difference: ['#9BBEFF', '#6D96E1', '#5872A1', '#424F65', '#2E2E2E', '#60483A', '#976445', '#D0804D', '#FFA56D'],
    ...heats,
  },
}

/** One grotesque for Latin, one for Han; the system's own while a font is on its way. */
export const family =
  '"Hanken Grotesk Variable", "Noto Sans SC Variable", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif'

export const mono = 'ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, monospace'

/** Sizes in rem; large titles are light, small ones regular. */
export const type = {
  display: { size: '3.25rem', line: '1.04', weight: '300', track: '-0.028em' },
  title: { size: '2.25rem', line: '1.1', weight: '300', track: '-0.022em' },
  heading: { size: '1.375rem', line: '1.25', weight: '350', track: '-0.012em' },
  body: { size: '0.9375rem', line: '1.55', weight: '400', track: '0' },
  small: { size: '0.8125rem', line: '1.45', weight: '400', track: '0.002em' },
  label: { size: '0.6875rem', line: '1.4', weight: '500', track: '0.09em' },
} as const

/** The 8 px grid. */
export const space = { half: '4px', one: '8px', two: '16px', three: '24px', four: '32px', six: '48px', nine: '72px' }

export const radius = { small: '2px', medium: '4px', large: '6px' }

export const layout = {
  railWide: '208px',
  railNarrow: '64px',
  topBar: '64px',
  bottomBar: '60px',
  content: '1600px',
  sidePanel: '420px',
}

/** Milliseconds; none when the user asks for less. */
export const motion = { quick: 120, calm: 200 }

/** The stitch: the only ornament. Length of a stitch and of the gap, in px. */
export const stitch = { dash: 7, gap: 5, width: 1.5 }

/** Below this the rail becomes a bottom bar. */
export const phone = '48em'
