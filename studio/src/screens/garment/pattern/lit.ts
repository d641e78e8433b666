/** What stands out at the moment, on the sheet and on the body: one panel, or the two sides of a seam. */
import type { Seam } from '@/api'

export type Lit = { kind: 'panel'; name: string } | { kind: 'seam'; seam: Seam } | null

/** Names an edge of a panel. */
export const edgeKey = (panel: string, edge: string) => `${panel} ${edge}`

/** The seam that an edge is sewn into. */
export function seamsByEdge(seams: readonly Seam[]): Map<string, Seam> {
  return new Map(seams.flatMap((seam) => [...seam.one, ...seam.other].map(([panel, edge]) => [edgeKey(panel, edge), seam] as const)))
}

/** The edges that stand out. */
export function litEdges(lit: Lit): ReadonlySet<string> {
  return new Set(lit?.kind === 'seam' ? [...lit.seam.one, ...lit.seam.other].map(([panel, edge]) => edgeKey(panel, edge)) : [])
}

/** The panels whose cloth stands out: one whole, or two where they meet. */
export function litPanels(lit: Lit): string[] {
  if (lit?.kind === 'panel') return [lit.name]
  if (lit?.kind === 'seam') return [...new Set([...lit.seam.one, ...lit.seam.other].map(([panel]) => panel))]
  return []
}
