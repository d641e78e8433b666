/** The living kit: every part in every state. */
import { Page } from '@/app'
import { useWords } from '@/locale'

export default function Kit() {
  const { t } = useWords()
  return (
    <Page title={t('shell.pages.kit')}>
      <p />
    </Page>
  )
}
