/** The map's drawing: fitted to what is on it, nearer and farther by buttons, following the mark that is chosen. */
import { ActionIcon } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { geoMercator, geoPath } from 'd3-geo'
import type { FeatureCollection } from 'geojson'
import { useEffect, useMemo, useState } from 'react'
import { FitViewIcon, ZoomInIcon, ZoomOutIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import type { MapMark, MapWay, WorldMapProps } from '.'
import { land } from './land'
import { placedNames } from './place'
import classes from './WorldMap.module.css'

const EDGE = 56
const NEAREST = 16
/** A letter of a mark's name, in px: Han letters are as wide as they are high. */
const LETTER = 6.4
const HAN = 12

export default function Drawn({ label, marks, ways = [], chosen = '', onPick, height = 440 }: WorldMapProps) {
  const { t } = useWords()
  const { ref, width } = useElementSize()
  const [shape, setShape] = useState<FeatureCollection | null>(null)
  const [isMissing, setMissing] = useState(false)
  const [zoom, setZoom] = useState(1)
  useEffect(() => {
    let isHere = true
    land().then(
      (found) => isHere && setShape(found),
      () => isHere && setMissing(true),
    )
    return () => {
      isHere = false
    }
  }, [])
  const followed = marks.find(({ id }) => id === chosen)
  const view = useMemo(() => viewOf(marks, ways, width, height, zoom, followed), [marks, ways, width, height, zoom, followed])
  const ground = useMemo(() => (view && shape ? (view.path(shape) ?? '') : ''), [view, shape])
  const spots = view ? marks.map((mark) => ({ mark, ...view.spot(mark.at) })) : []
  const names = placedNames(
    spots.map(({ mark, x, y }) => ({ id: mark.id, x, y, wide: widthOf(mark.name) })),
    width,
    height,
    chosen,
  )
  return (
    <div className={classes.map} ref={ref} style={{ height }}>
      {view ? (
        <svg width={width} height={height} role="img" aria-label={label} focusable="false">
          <path className={classes.land} d={ground} />
          {ways.map((way) => (
            <path key={way.id} className={classes.way} data-ahead={way.isAhead ?? false} d={view.path({ type: 'LineString', coordinates: way.spots.map(([east, north]) => [east, north]) }) ?? ''} />
          ))}
          {spots.map(({ mark, x, y }) => (
            <Mark key={mark.id} mark={mark} x={x} y={y} isChosen={mark.id === chosen} onPick={onPick} />
          ))}
          {names.map(({ id, x, y, anchor }) => (
            <text key={id} className={classes.name} x={x} y={y} textAnchor={anchor} data-chosen={id === chosen}>
              {marks.find((mark) => mark.id === id)!.name}
            </text>
          ))}
        </svg>
      ) : null}
      {isMissing ? <p className={classes.missing}>{t('kit.map.missing')}</p> : null}
      <div className={classes.tools}>
        <ActionIcon variant="default" size="lg" aria-label={t('kit.map.nearer')} disabled={zoom >= NEAREST} onClick={() => setZoom(Math.min(NEAREST, zoom * 2))}>
          <ZoomInIcon size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t('kit.map.farther')} disabled={zoom <= 0.25} onClick={() => setZoom(Math.max(0.25, zoom / 2))}>
          <ZoomOutIcon size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size="lg" aria-label={t('kit.map.all')} disabled={zoom === 1} onClick={() => setZoom(1)}>
          <FitViewIcon size={18} aria-hidden />
        </ActionIcon>
      </div>
      <p className={classes.source}>{t('kit.map.source')}</p>
    </div>
  )
}

interface MarkProps {
  mark: MapMark
  x: number
  y: number
  isChosen: boolean
  onPick: WorldMapProps['onPick']
}

/** Pointed at; by key it is chosen in the list beside the map. */
function Mark({ mark, x, y, isChosen, onPick }: MarkProps) {
  return (
    <g className={classes.mark} transform={`translate(${x} ${y})`} data-kind={mark.kind ?? 'site'} data-chosen={isChosen} data-picks={onPick !== undefined} onClick={() => onPick?.(mark.id)}>
      <title>{mark.name}</title>
      <circle className={classes.reach} r="16" />
      {isChosen ? <circle className={classes.chosen} r="12" /> : null}
      {mark.isAlarmed ? <circle className={classes.alarm} r="9" /> : null}
      {mark.kind === 'moving' ? <path className={classes.dot} d="M0 -6 6 0 0 6 -6 0Z" /> : <circle className={classes.dot} r="4.5" />}
    </g>
  )
}

/** The projection that has everything in sight; nearer, it stays on what is chosen. */
function viewOf(marks: readonly MapMark[], ways: readonly MapWay[], width: number, height: number, zoom: number, followed: MapMark | undefined) {
  if (width === 0) return null
  const spots = [...marks.map(({ at }) => at), ...ways.flatMap((way) => way.spots)].map(([east, north]) => [east, north] as [number, number])
  const edge = Math.min(EDGE, width / 6)
  const projection = geoMercator()
  const inside: [[number, number], [number, number]] = [[edge, edge], [width - edge, height - edge]]
  if (spots.length > 0) projection.fitExtent(inside, { type: 'MultiPoint', coordinates: spots })
  else projection.fitSize([width, height], { type: 'MultiPoint', coordinates: [[-170, -55], [170, 72]] })
  // A single spot would be fitted without end; a town is near enough.
  const scale = Math.min(projection.scale(), 4000) * zoom
  const centre = zoom > 1 && followed ? projection([followed.at[0], followed.at[1]])! : [width / 2, height / 2]
  const middle = projection.invert!([centre[0]!, centre[1]!])!
  projection.scale(scale).center(middle).translate([width / 2, height / 2]).clipExtent([[-40, -40], [width + 40, height + 40]])
  const path = geoPath(projection)
  const spot = ([east, north]: MapMark['at']) => {
    const [x = 0, y = 0] = projection([east, north]) ?? []
    return { x, y }
  }
  return { path, spot }
}

function widthOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? HAN : LETTER), 0)
}
