/** Look-alikes: the garments of the shop whose photos lie nearest to this one's, in the eyes of its embedder. */
import { asApiError, type Garment, useJob, useSimilar, useSubmitJob } from '@/api'
import { JobAtWork, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Results } from '@/screens/search/Results'
import classes from '../Garment.module.css'

/** Not an error here: there is nothing to compare with, or this garment's photos are not indexed yet. */
const NOT_YET = ['MOD-1806', 'MOD-1807']

export function LookAlikes({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const found = useSimilar(garment.id)
  const { query, change } = useAddress()
  const submit = useSubmitJob()
  const live = useJob(query.get('reading') ?? undefined)
  const { job } = live
  const start = () => submit.mutate({ kind: 'index', params: {} }, { onSuccess: ({ id }) => change({ reading: id }) })
  if (found.isPending) return <CardsSkeleton count={6} />
  const results = found.data?.results ?? []
  const error = found.error ? asApiError(found.error) : null
  return (
    <div className={classes.tabBody}>
      {error && !NOT_YET.includes(error.code) ? <ErrorNote error={error} onRetry={() => void found.refetch()} /> : null}
      {results.length > 0 ? (
        <>
          <p className="small quiet">
            <HowBadge how="measured" /> {t('search.eyes', { name: found.data?.embedder ?? '' })}
          </p>
          <Results results={results} small />
        </>
      ) : job && job.kind === 'index' && job.state !== 'done' ? (
        <JobAtWork job={job} live={live} />
      ) : (
        <EmptyState title={t('garment.alike.none')} action={{ label: t('garment.alike.start'), onClick: start }}>
          <p>{t('garment.alike.noneHint')}</p>
        </EmptyState>
      )}
    </div>
  )
}
