/** A map without anybody's tiles: land as a quiet shape, marks with their names, ways with how far they have come. */
import { lazy, Suspense } from 'react'
import { ChartSkeleton } from '@/kit/Skeletons'

/** Degrees east and north. */
export type Spot = readonly [longitude: number, latitude: number]

export interface MapMark {
  id: string
  name: string
  at: Spot
  /** A site stays, a thing moves; an alarm is a ring around either. */
  kind?: 'site' | 'moving'
  isAlarmed?: boolean
}

export interface MapWay {
  id: string
  /** Where it leads through; between two spots the shortest way over the globe. */
  spots: readonly Spot[]
  /** A way still to go is a stitch, one that was gone a line. */
  isAhead?: boolean
}

export interface WorldMapProps {
  /** What it shows, in words: the marks are listed beside it for those who do not see it. */
  label: string
  marks: readonly MapMark[]
  ways?: readonly MapWay[]
  /** The mark that the map has moved to. */
  chosen?: string
  onPick?: (id: string) => void
  height?: number
}

// Shapes and projection are larger than any screen; they come with the first map.
const Drawn = lazy(() => import('./Drawn'))

export function WorldMap({ height = 440, ...props }: WorldMapProps) {
  return (
    <Suspense fallback={<ChartSkeleton height={height} />}>
      <Drawn height={height} {...props} />
    </Suspense>
  )
}
