/** Tokens as CSS variables, ours (`--ink`) and the ones Mantine's parts read. */
import type { CSSVariablesResolver } from '@mantine/core'
import { dark, family, layout, light, mono, motion, type Palette, radius, space, stitch, type } from './tokens'

/** The colours of a theme, `--ground` and on. */
export function coloursOf(palette: Palette): Record<string, string> {
  const { data, ...plain } = palette
  const named: Record<string, string> = {}
  for (const [name, value] of Object.entries(plain)) named[`--${kebab(name)}`] = value
  data.kinds.forEach((value, index) => (named[`--kind-${index + 1}`] = value))
  data.quantity.forEach((value, index) => (named[`--quantity-${index + 1}`] = value))
  data.difference.forEach((value, index) => (named[`--difference-${index + 1}`] = value))
  data.pull.forEach((value, index) => (named[`--pull-${index + 1}`] = value))
  data.distance.forEach((value, index) => (named[`--distance-${index + 1}`] = value))
  return named
}

/** What is the same in both themes. */
export function measures(): Record<string, string> {
  const named: Record<string, string> = {
    '--family': family,
    '--mono': mono,
    '--quick': `${motion.quick}ms`,
    '--calm': `${motion.calm}ms`,
    '--stitch-dash': `${stitch.dash}px`,
    '--stitch-gap': `${stitch.gap}px`,
    '--stitch-width': `${stitch.width}px`,
  }
  for (const [name, value] of Object.entries(space)) named[`--space-${name}`] = value
  for (const [name, value] of Object.entries(radius)) named[`--radius-${name}`] = value
  for (const [name, value] of Object.entries(layout)) named[`--${kebab(name)}`] = value
  for (const [name, face] of Object.entries(type)) {
    for (const [part, value] of Object.entries(face)) named[`--${name}-${part}`] = value
  }
  return named
}

function forMantine(palette: Palette): Record<string, string> {
  return {
    '--mantine-color-body': palette.ground,
    '--mantine-color-text': palette.ink,
    '--mantine-color-bright': palette.ink,
    '--mantine-color-dimmed': palette.quiet,
    '--mantine-color-placeholder': palette.quiet,
    '--mantine-color-anchor': palette.accent,
    '--mantine-color-default': palette.surface,
    '--mantine-color-default-hover': palette.shade,
    '--mantine-color-default-color': palette.ink,
    '--mantine-color-default-border': palette.hairline,
    '--mantine-color-error': palette.bad,
    '--mantine-color-disabled': palette.shade,
    '--mantine-color-disabled-color': palette.quiet,
    '--mantine-color-disabled-border': palette.hairline,
    '--mantine-color-ink-filled': palette.ink,
    '--mantine-color-ink-filled-hover': palette.inkHover,
    '--mantine-color-ink-outline': palette.ink,
    '--mantine-color-ink-text': palette.ink,
    '--mantine-primary-color-filled': palette.ink,
    '--mantine-primary-color-filled-hover': palette.inkHover,
    '--mantine-primary-color-light': palette.shade,
    '--mantine-primary-color-light-hover': palette.hairline,
    '--mantine-primary-color-light-color': palette.ink,
    '--mantine-primary-color-contrast': palette.onInk,
  }
}

/** Given to MantineProvider: one place from which every colour on a page comes. */
export const variables: CSSVariablesResolver = () => ({
  variables: measures(),
  light: { ...coloursOf(light), ...forMantine(light) },
  dark: { ...coloursOf(dark), ...forMantine(dark) },
})

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
