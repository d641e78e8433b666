/** Mantine's theme, made from the tokens. Colours come as CSS variables, so both themes share it. */
import { createTheme, type MantineColorsTuple, type VariantColorsResolver } from '@mantine/core'
import { dark, family, light, mono, radius, type } from './tokens'

// Mantine wants ten shades of each colour; ours are one a theme, so only these two ends are ever read.
const inks: MantineColorsTuple = Array.from({ length: 10 }, (_, step) =>
  step < 5 ? dark.ink : light.ink,
) as unknown as MantineColorsTuple

/** Ten neutral steps from one token to another: Mantine's own greys are blue. */
function greys(from: string, to: string): MantineColorsTuple {
  const channel = (hex: string) => Number.parseInt(hex.slice(1, 3), 16)
  return Array.from({ length: 10 }, (_, step) => {
    const value = Math.round(channel(from) + ((channel(to) - channel(from)) * step) / 9)
    return `#${value.toString(16).padStart(2, '0').repeat(3)}`
  }) as unknown as MantineColorsTuple
}

const resolver: VariantColorsResolver = ({ variant, color }) => {
  const tone = color === 'red' || color === 'bad' ? 'var(--bad)' : color === 'accent' ? 'var(--accent)' : 'var(--ink)'
  const isInk = tone === 'var(--ink)'
  switch (variant) {
    case 'filled':
      return {
        background: tone,
        hover: isInk ? 'var(--ink-hover)' : `color-mix(in oklab, ${tone} 85%, var(--ink))`,
        color: isInk ? 'var(--on-ink)' : 'var(--surface)',
        border: '1px solid transparent',
      }
    case 'default':
    case 'outline':
      return {
        background: 'transparent',
        hover: 'var(--shade)',
        color: tone,
        border: `1px solid ${variant === 'outline' || !isInk ? tone : 'color-mix(in oklab, var(--ink) 28%, var(--ground))'}`,
      }
    case 'light':
      return { background: 'var(--shade)', hover: 'var(--hairline)', color: tone, border: '1px solid transparent' }
    default:
      return {
        background: 'transparent',
        hover: variant === 'transparent' ? 'transparent' : 'var(--shade)',
        color: tone,
        border: '1px solid transparent',
      }
  }
}

export const theme = createTheme({
  fontFamily: family,
  fontFamilyMonospace: mono,
  primaryColor: 'ink',
  colors: { ink: inks, gray: greys(light.ground, light.ink), dark: greys(dark.ink, dark.ground) },
  variantColorResolver: resolver,
  defaultRadius: 'sm',
  radius: { xs: radius.small, sm: radius.small, md: radius.medium, lg: radius.large, xl: radius.large },
  fontSizes: { xs: '0.75rem', sm: type.small.size, md: type.body.size, lg: '1.0625rem', xl: type.heading.size },
  lineHeights: { xs: '1.4', sm: type.small.line, md: type.body.line, lg: '1.5', xl: type.heading.line },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: type.title.weight,
    sizes: {
      h1: { fontSize: type.title.size, lineHeight: type.title.line },
      h2: { fontSize: type.heading.size, lineHeight: type.heading.line },
      h3: { fontSize: '1.0625rem', lineHeight: '1.35', fontWeight: '500' },
    },
  },
  shadows: {
    xs: 'none',
    sm: 'none',
    md: '0 8px 24px rgb(0 0 0 / 8%)',
    lg: '0 8px 32px rgb(0 0 0 / 10%)',
    xl: '0 16px 48px rgb(0 0 0 / 14%)',
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Menu: { defaultProps: { shadow: 'md', offset: 6, transitionProps: { duration: 120 } } },
    // Their `header` would be a second banner of the page.
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } }, radius: 'lg', transitionProps: { duration: 160 }, overlayProps: { opacity: 0.35 } } },
    Tooltip: { defaultProps: { openDelay: 350, transitionProps: { duration: 120 } } },
    Loader: { defaultProps: { type: 'dots', color: 'var(--quiet)' } },
  },
})
