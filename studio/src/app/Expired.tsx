/** The session is over: how to get a new link. Nothing else of the studio can be shown. */
import { Code } from '@mantine/core'
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'
import classes from './Alone.module.css'

const COMMAND = 'modiste studio'

export function Expired() {
  const { t } = useWords()
  return (
    <main className={classes.alone}>
      <EmptyState
        as="h1"
        eyebrow="Modiste"
        title={t('shell.expired.title')}
        steps={[
          <span key="run">
            {t('shell.expired.run')} <Code>{COMMAND}</Code>
          </span>,
          t('shell.expired.open'),
        ]}
        action={{ label: t('shell.expired.again'), onClick: () => window.location.reload() }}
      >
        <p>{t('shell.expired.why')}</p>
      </EmptyState>
    </main>
  )
}
