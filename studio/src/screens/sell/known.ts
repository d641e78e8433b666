/** Garments that answers name by id: those that came with the answer, the others asked for. */
import { useMemo } from 'react'
import { type Garment, type Recommendation, useGarmentsById } from '@/api'

/** Every garment that some answers name, beside those that are known already. */
export function useKnown(answers: readonly (Recommendation | undefined)[], known: readonly (Garment | null)[], more: readonly string[] = []): ReadonlyMap<string, Garment> {
  const here = new Map<string, Garment>()
  for (const each of [...known, ...answers.flatMap((answer) => answer?.results.map(({ shown }) => shown) ?? [])]) if (each) here.set(each.id, each)
  const missing = [...new Set([...more, ...answers.flatMap((answer) => (answer ? namedIn(answer) : []))])].filter((id) => id && !here.has(id))
  const found = useGarmentsById(missing)
  const all = [...here.values(), ...found]
  const sign = all.map(({ id }) => id).join(' ')
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a map is another one only when it holds other garments
  return useMemo(() => new Map(all.map((garment) => [garment.id, garment])), [sign])
}

/** The ids that an answer's reasons, rules and left-out garments name. */
function namedIn({ results, left_out }: Recommendation): string[] {
  return [
    ...left_out.map(({ garment }) => garment),
    ...results.flatMap(({ reasons, rules }) => [...reasons.map(({ garment }) => garment), ...rules.map(({ facts }) => (typeof facts.past === 'string' ? facts.past : ''))]),
  ]
}
