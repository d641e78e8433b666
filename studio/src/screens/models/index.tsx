/** Lab > Models: the models that serve. (A first version: the screen's engineer replaces it.) */
import { asApiError, usePages } from '@/api'
import { Page } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'

export default function Models() {
  const { t, format } = useWords()
  const models = usePages('/api/v1/models')
  return (
    <Page
      title={t('shell.pages.models')}
      eyebrow={t('shell.rooms.lab')}
      tabs={[
        { label: t('shell.pages.models'), href: '/lab/models' },
        { label: t('shell.pages.study'), href: '/lab/study' },
      ]}
    >
      {models.error ? <ErrorNote error={asApiError(models.error)} onRetry={() => void models.refetch()} /> : null}
      {models.isPending ? <TableSkeleton /> : null}
      {models.isSuccess && models.items.length === 0 ? (
        <EmptyState title={t('models.none')}>
          <p>{t('models.noneHint')}</p>
        </EmptyState>
      ) : null}
      <ul>
        {models.items.map((model) => (
          <li key={model.name}>
            {model.name} <span className="quiet">{`@${model.version} · ${format.date(model.created_at)}`}</span>
          </li>
        ))}
      </ul>
    </Page>
  )
}
