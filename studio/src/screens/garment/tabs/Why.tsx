/** Why a model says so: heat over the photo, with how far it can be trusted. Long work, so it is a job. */
import { Button } from '@mantine/core'
import { asApiError, type Tag, useJob, useSubmitJob } from '@/api'
import { jobTitle, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { JobStitch } from '@/kit/JobStitch'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import classes from '../Garment.module.css'

interface Explanation {
  method: string
  picture_url?: string | null
  faithfulness?: Record<string, number> | null
}

export function Why({ tag }: { tag: Tag }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const submit = useSubmitJob()
  const { job, progress, line } = useJob(query.get('why') ?? undefined)
  const ask = () =>
    submit.mutate(
      { kind: 'explain', params: { model: `${tag.model}@${tag.version}`, photos: [tag.photo_id] } },
      // The job stands in the address: its progress and its pictures are there after a reload.
      { onSuccess: ({ id }) => change({ why: id }) },
    )
  const isMine = job?.kind === 'explain' && JSON.stringify(job.params).includes(tag.photo_id)
  if (!job || !isMine) {
    return (
      <div>
        <Button size="compact-md" variant="default" loading={submit.isPending} onClick={ask}>
          {t('garment.why.ask')}
        </Button>
      </div>
    )
  }
  if (job.state !== 'done') {
    return (
      <JobStitch
        title={jobTitle(job, t)}
        state={job.state}
        done={progress?.done ?? job.done}
        total={progress?.total ?? job.total}
        waiting={line === 'waiting'}
        error={job.error ? { code: job.error.code, title: job.error.title ?? '', detail: job.error.detail, remedy: job.error.remedy ?? '' } : null}
      />
    )
  }
  const explanations = explanationsOf(job.result)
  if (explanations.length === 0) return <ErrorNote error={asApiError(new Error(t('garment.why.none')))} onRetry={ask} />
  return (
    <ul className={classes.shelf}>
      {explanations.map((each) => (
        <li key={each.method}>
          <Picture src={each.picture_url} alt={t('garment.why.heat', { method: each.method })} eager />
          <p className="small">{each.method}</p>
        </li>
      ))}
    </ul>
  )
}

/** The explanations in a job's result, whatever else it says. */
export function explanationsOf(result: unknown): Explanation[] {
  const files = (result as { files?: { explanations?: Explanation[] }[] } | null)?.files ?? []
  return files.flatMap(({ explanations }) => explanations ?? []).filter(({ picture_url }) => Boolean(picture_url))
}
