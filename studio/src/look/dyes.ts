/** Colours that cloth is dyed and printed with: data that a person changes, not the page's. */

/** A print's first palette, the ground first; the server's own. */
export const PRINT_PALETTE = ['#f4ead7', '#21455a', '#c2573a', '#dfa24a'] as const
/** What a colour is before somebody picks it. */
export const UNDYED = '#f4f3ef'
export const GREY_DYE = '#8a8a86'
export const THIRD_DYE = '#c2573a'

/** Palettes of woven cloths that everybody knows, in the order in which their setts name colours. */
export const WOVEN_PALETTES = {
  stripe: ['#f4f1e8', '#27408b'],
  tartan: ['#101010', '#b3202a', '#e3b32a'],
  houndstooth: ['#101010', '#f4f1e8'],
  gingham: ['#b3202a', '#f4f1e8'],
  herringbone: ['#8a8a86', '#f4f1e8'],
} as const
/** How a palette is written. */
export const PALETTE_EXAMPLE = '#aa3355,#f0e0d0'
