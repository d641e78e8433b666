/** The addresses of pictures: the server makes a few widths, and their bytes never change. */

export type PhotoWidth = 64 | 128 | 256 | 512 | 1024

/** A photo at the smallest width the server makes that still fills `cssPixels` on this screen. */
export function photoAt(url: string, cssPixels: number, density = globalThis.devicePixelRatio || 1): string {
  const wanted = cssPixels * Math.min(density, 2)
  const width: PhotoWidth = ([64, 128, 256, 512, 1024] as const).find((each) => each >= wanted) ?? 1024
  return `${url}?width=${width}`
}
