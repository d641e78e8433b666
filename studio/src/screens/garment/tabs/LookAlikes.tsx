/** Look-alikes: the garments of the shop that a model sees nearest to this one. */
import { asApiError, type Garment, useJob, useLookAlikes, useSubmitJob } from '@/api'
import { JobAtWork, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { NearShelf } from '@/screens/lookup/NearShelf'
import classes from '../Garment.module.css'

export function LookAlikes({ garment }: { garment: Garment }) {
  const { t, format } = useWords()
  const found = useLookAlikes(garment.id)
  const { query, change } = useAddress()
  const submit = useSubmitJob()
  const live = useJob(query.get('reading') ?? undefined)
  const { job } = live
  const start = () => submit.mutate({ kind: 'tag', params: {} }, { onSuccess: ({ id }) => change({ reading: id }) })
  if (found.isPending) return <CardsSkeleton count={6} />
  const items = found.data?.items ?? []
  const error = found.error ? asApiError(found.error) : null
  return (
    <div className={classes.tabBody}>
      {error ? <ErrorNote error={error} onRetry={() => void found.refetch()} /> : null}
      {items.length > 0 ? (
        <>
          <p className="small quiet">
            <HowBadge how="predicted" />{' '}
            {t('garment.alike.how', { model: `${found.data?.model}@${found.data?.version}`, count: found.data?.among ?? 0, number: format.number(found.data?.among ?? 0) })}
          </p>
          <NearShelf items={items} />
        </>
      ) : job && job.kind === 'tag' && job.state !== 'done' ? (
        <JobAtWork job={job} live={live} />
      ) : (
        <EmptyState title={t('garment.alike.none')} action={{ label: t('garment.alike.start'), onClick: start }}>
          <p>{t('garment.alike.noneHint')}</p>
        </EmptyState>
      )}
    </div>
  )
}
