/** Drafted rules with a way back: every step can be undone until all are saved, and saving can be undone for a moment. */
import { useState } from 'react'
import { type Rule, useSaveRules } from '@/api'
import { tell } from '@/app'
import { useWords } from '@/locale'
import { begun, type Drafts, isChanged, stepsOf } from './drafts'

export function useDrafts(rules: readonly Rule[]) {
  const { t, format } = useWords()
  // Null: as they are kept. What was begun stays, whatever is heard of the kept ones meanwhile.
  const [past, setPast] = useState<readonly Drafts[]>([])
  const [mine, setMine] = useState<Drafts | null>(null)
  const saving = useSaveRules()
  const now = mine ?? begun(rules)
  const changes = now.filter(isChanged).length
  const leave = () => {
    setMine(null)
    setPast([])
    saving.reset()
  }
  const set = (next: Drafts) => {
    saving.reset()
    setPast([...past, now])
    setMine(next)
  }
  const undo = () => {
    saving.reset()
    setMine(past.at(-1) ?? null)
    setPast(past.slice(0, -1))
  }
  const save = () =>
    saving.mutate(
      { steps: stepsOf(now), kept: rules },
      {
        onSuccess: (back) => {
          leave()
          tell.undo(t('sell.rules.saved', { count: changes, number: format.number(changes) }), t('kit.undo'), () => saving.mutate({ steps: back, kept: [] }))
        },
      },
    )
  return { drafts: now, changes, canUndo: past.length > 0, error: saving.error, isSaving: saving.isPending, set, undo, leave, save }
}
