/** Why a model says so: heat over the photo, with how far it can be trusted. Long work, so it is a job. */
import { Button } from '@mantine/core'
import { asApiError, type Explanation, photoAt, type Tag, useExplain, useJob } from '@/api'
import { JobAtWork, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Evidence } from '@/kit/Evidence'
import { useWords } from '@/locale'
import classes from '../Garment.module.css'

export function Why({ tag }: { tag: Tag }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const explain = useExplain(tag.model, tag.version)
  const live = useJob(query.get('why') ?? undefined)
  const { job } = live
  const ask = () =>
    // The job stands in the address: its progress and its pictures are there after a reload.
    explain.mutate(tag.photo_id, { onSuccess: ({ id }) => change({ why: id }) })
  const isMine = job?.kind === 'explain' && JSON.stringify(job.params).includes(tag.photo_id)
  if (!job || !isMine) {
    return (
      <div>
        <Button size="compact-md" variant="default" loading={explain.isPending} onClick={ask}>
          {t('garment.why.ask')}
        </Button>
      </div>
    )
  }
  if (job.state !== 'done') {
    return <JobAtWork job={job} live={live} />
  }
  const said = job.result as unknown as Explanation | null
  if (!said || said.explanations.length === 0) return <ErrorNote error={asApiError(new Error(t('garment.why.none')))} onRetry={ask} />
  return (
    <div className={classes.whys}>
      {said.explanations.map(({ method, url, faithfulness }) => (
        <Evidence
          key={method}
          src={photoAt(`/api/v1/photos/${encodeURIComponent(tag.photo_id)}`, 320)}
          alt={t('garment.why.heat', { method: t(`garment.why.method.${method}`) })}
          heat={{ src: url }}
          method={t(`garment.why.method.${method}`)}
          claim={{ label: said.label, confidence: said.confidence }}
          score={{ label: t('garment.why.gain'), value: faithfulness.gain }}
        />
      ))}
    </div>
  )
}
