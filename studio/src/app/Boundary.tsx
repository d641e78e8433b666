/** When a screen breaks: the rest of the studio stands, and the error can be read and copied. */
import { useEffect } from 'react'
import { useRouteError } from 'react-router'
import { asApiError } from '@/api'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'

const RELOADED = 'modiste.reloaded-for-a-new-build'

export function RouteError() {
  const { t } = useWords()
  const error = useRouteError()
  const isOldBuild = error instanceof Error && /dynamically imported module|module script failed|preload CSS/i.test(error.message)
  useEffect(() => {
    // After an update the old page asks for files that are gone; once, a reload is the cure and no question.
    if (!isOldBuild || sessionStorage.getItem(RELOADED)) return
    sessionStorage.setItem(RELOADED, 'yes')
    window.location.reload()
  }, [isOldBuild])
  return (
    <EmptyState
      as="h1"
      title={t(isOldBuild ? 'shell.broken.oldBuild' : 'shell.broken.title')}
      action={{ label: t('shell.broken.reload'), onClick: () => window.location.reload() }}
      secondary={{ label: t('shell.notFound.home'), href: '/' }}
    >
      <ErrorNote error={asApiError(error)} />
    </EmptyState>
  )
}
