/** The pattern on a sheet: pieces with cut line, seam line, grain, notches and names, and a scale to measure by. */
import { type KeyboardEvent, useId, useMemo } from 'react'
import type { Pattern } from '@/api'
import { useWords } from '@/locale'
import { arrowOf, edgesOf, type Laid, laidOut, wayOf } from './layout'
import { edgeKey, type Lit, litEdges, seamsByEdge } from './lit'
import { partName } from './partNames'
import classes from './Pattern.module.css'

const SCALE_CM = 10
const MARGIN = 2
const BELOW = 7

export interface SheetProps {
  pattern: Pattern
  lit: Lit
  /** null: nothing is looked at any more. */
  onLook: (lit: Lit) => void
  /** What stays lit when the pointer has gone. */
  onPin: (lit: Lit) => void
}

export function Sheet({ pattern, lit, onLook, onPin }: SheetProps) {
  const { t, format } = useWords()
  const title = useId()
  const { width, height, pieces } = useMemo(() => laidOut(pattern.panels), [pattern])
  const seams = useMemo(() => seamsByEdge(pattern.seams), [pattern])
  const edges = litEdges(lit)
  const letter = Math.max(2, width / 50)
  const box = `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + BELOW + 2 * MARGIN}`
  return (
    <div className={classes.table}>
      <svg className={classes.sheet} viewBox={box} preserveAspectRatio="xMinYMin meet" role="group" aria-labelledby={title} onPointerLeave={() => onLook(null)}>
        <title id={title}>{t('fit.pattern.sheet', { size: pattern.size })}</title>
        {pieces.map((piece) => (
          <Piece
            key={piece.panel.name}
            piece={piece}
            letter={letter}
            isLit={lit?.kind === 'panel' && lit.name === piece.panel.name}
            litEdges={edges}
            onLook={() => onLook({ kind: 'panel', name: piece.panel.name })}
            onPin={() => onPin({ kind: 'panel', name: piece.panel.name })}
            onEdge={(edge) => {
              const seam = seams.get(edgeKey(piece.panel.name, edge))
              onLook(seam ? { kind: 'seam', seam } : { kind: 'panel', name: piece.panel.name })
            }}
          />
        ))}
        <g className={classes.measure} transform={`translate(0 ${height + BELOW - 1})`}>
          <path d={`M0 -1v1h${SCALE_CM}v-1${Array.from({ length: SCALE_CM - 1 }, (_, at) => `M${at + 1} 0v-0.5`).join('')}`} />
          <text x={SCALE_CM + 1} y={0} fontSize={letter}>
            {`${format.number(SCALE_CM)} ${t('fit.units.cm')}`}
          </text>
        </g>
      </svg>
    </div>
  )
}

interface PieceProps {
  piece: Laid
  letter: number
  isLit: boolean
  litEdges: ReadonlySet<string>
  onLook: () => void
  onPin: () => void
  onEdge: (edge: string) => void
}

function Piece({ piece, letter, isLit, litEdges: edges, onLook, onPin, onEdge }: PieceProps) {
  const { t, format } = useWords()
  const { panel, at } = piece
  const name = partName(panel.name, t)
  const way = (points: readonly (readonly [number, number])[], closed = false) => wayOf(points.map(at), closed)
  const outline = edgesOf(panel)
  const around = outline.reduce((sum, { length }) => sum + length, 0)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onPin()
  }
  return (
    <g
      className={classes.piece}
      role="button"
      tabIndex={0}
      aria-pressed={isLit}
      aria-label={t('fit.pattern.piece', { name, edges: outline.length, around: format.number(around, 0) })}
      data-lit={isLit}
      data-panel={panel.name}
      onPointerEnter={onLook}
      onFocus={onLook}
      onClick={onPin}
      onKeyDown={onKeyDown}
    >
      <path className={classes.cut} d={way(panel.cut, true)} onPointerEnter={onLook} />
      <path className={classes.seamLine} d={way(outline.flatMap(({ points }) => points.slice(0, -1)), true)} />
      {Object.entries(panel.lines).map(([id, points]) => (
        <path key={id} className={classes.inner} d={way(points)} />
      ))}
      {panel.notches.map((points, number) => (
        <path key={number} className={classes.notch} d={way(points)} />
      ))}
      <path className={classes.grain} d={arrowOf(at(panel.grain[0]), at(panel.grain[1]), letter * 0.5)} />
      {outline.map(({ name: edge, points }) => (
        <path
          key={edge}
          className={classes.edge}
          data-lit={edges.has(edgeKey(panel.name, edge))}
          d={way(points)}
          onPointerEnter={(event) => {
            event.stopPropagation()
            onEdge(edge)
          }}
        />
      ))}
      <Name piece={piece} letter={letter}>
        {name}
      </Name>
    </g>
  )
}

/** In the piece where it has room; above a low one; along a narrow one. */
function Name({ piece: { left, top, width, height }, letter, children }: { piece: Laid; letter: number; children: string }) {
  const middle = left + width / 2
  const isLow = height < letter * 3.2
  const isNarrow = !isLow && width < children.length * letter * 0.55
  if (isLow) {
    return (
      <text className={classes.name} x={left} y={top - letter * 0.5} fontSize={letter}>
        {children}
      </text>
    )
  }
  const y = top + height * 0.42
  return (
    <text className={classes.name} x={middle} y={y} fontSize={letter} textAnchor="middle" transform={isNarrow ? `rotate(-90 ${middle} ${y})` : undefined} dominantBaseline="middle">
      {children}
    </text>
  )
}
