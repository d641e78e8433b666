/** The colours of the theme that is on, as values: for canvases, which cannot read CSS variables. */
import { useComputedColorScheme } from '@mantine/core'
import { dark, light, type Palette } from './tokens'

export function usePalette(): Palette {
  return useComputedColorScheme('light') === 'dark' ? dark : light
}
