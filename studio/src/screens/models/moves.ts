/** Promote and roll back, each with a toast that takes it back for ten seconds. */
import { usePromote, useRollBack, useVersions, type Model } from '@/api'
import { tell } from '@/app'
import { useWords } from '@/locale'

export function useMoves(name: string) {
  const { t } = useWords()
  const versions = useVersions(name).items
  const promote = usePromote(name)
  const rollBack = useRollBack(name)
  const before = versions.find((each) => each.is_current)?.version

  /** What was in production before is put back by its name: nobody else's change in between is undone by it. */
  const takeBack = (version: string | undefined) => {
    if (version === undefined) return
    // A toast outlives the page that it came from; a callback of `mutate` would not.
    promote.mutateAsync(version).then(
      (now) => tell.done(t('models.move.back', { version: now.version })),
      () => {}, // told already, as every failure is
    )
  }
  const done = (now: Model, message: 'promoted' | 'rolledBack') => {
    const words = t(`models.move.${message}`, { name, version: now.version })
    if (before === undefined || before === now.version) tell.done(words)
    else tell.undo(words, t('models.move.undo'), () => takeBack(before))
  }
  return {
    promote: (version: string) => promote.mutate(version, { onSuccess: (now) => done(now, 'promoted') }),
    rollBack: () => rollBack.mutate(undefined, { onSuccess: (now) => done(now, 'rolledBack') }),
    busy: promote.isPending || rollBack.isPending,
    /** There is something to go back to. */
    canRollBack: versions.some((each) => each.stage === 'archived' || (each.stage === 'shipped' && !each.is_current)),
  }
}
