/** When a screen breaks: the rest of the studio stands, and the error can be read and copied. */
import { Component, type ReactNode, useEffect } from 'react'
import { asApiError } from '@/api'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'

const RELOADED = 'modiste.reloaded-for-a-new-build'

interface BoundaryProps {
  /** A new address is a new chance. */
  at: string
  children: ReactNode
}

interface BoundaryState {
  error: unknown
  at: string
}

/** React knows error boundaries as classes only. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { error: null, at: this.props.at }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error }
  }

  static getDerivedStateFromProps(props: BoundaryProps, state: BoundaryState): BoundaryState {
    return props.at === state.at ? state : { error: null, at: props.at }
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />
  }
}

function Broken({ error }: { error: unknown }) {
  const { t } = useWords()
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
