/** The picture, and over it what each method says mattered, with how far that can be believed. */
import { type Explanation as Explained, photoAt, useCancelJob, useJob, useResumeJob, type Model } from '@/api'
import { JobAtWork, Section } from '@/app'
import { HowBadge } from '@/kit/HowBadge'
import { Picture } from '@/kit/Picture'
import { useWords } from '@/locale'
import classes from './Explain.module.css'

const METHODS = ['grad_cam', 'integrated_gradients', 'occlusion'] as const

export function Explanation({ image, job: id }: { model: Model; image: string; job: string | null }) {
  const { t, format } = useWords()
  const live = useJob(id ?? undefined)
  const { job } = live
  const cancel = useCancelJob()
  const resume = useResumeJob()
  const result = job?.state === 'done' ? (job.result as unknown as Explained | null) : null
  const original = <Picture src={photoAt(`/api/v1/photos/${encodeURIComponent(image)}`, 320)} alt={t('explain.original')} ratio={1} eager className={classes.picture} />
  return (
    <>
      {job && job.state !== 'done' ? (
        <div className={classes.job}>
          <JobAtWork job={job} live={live} onCancel={() => cancel.mutate(job.id)} onResume={() => resume.mutate(job.id)} />
        </div>
      ) : null}
      <div className={classes.side}>
        <figure className={classes.one}>
          {original}
          <figcaption>
            <p className="label">{t('explain.original')}</p>
            {result ? (
              <p className={classes.verdict}>
                <span dir="auto">{result.label}</span> <span className="quiet">{format.percent(result.confidence)}</span> <HowBadge how="predicted" />
              </p>
            ) : null}
          </figcaption>
        </figure>
        {(result?.explanations ?? []).map(({ method, url, faithfulness }) => (
          <figure key={method} className={classes.one}>
            <Picture src={url} alt={t('explain.heat', { method: methodName(method, t) })} ratio={1} eager className={classes.picture} />
            <figcaption>
              <p className="label">{methodName(method, t)}</p>
              {faithfulness ? (
                <>
                  <p className={classes.verdict}>{t('explain.gain', { value: format.number(faithfulness.gain, 3) })}</p>
                  <p className="quiet small">
                    {t('explain.parts', { insertion: format.number(faithfulness.insertion, 3), deletion: format.number(faithfulness.deletion, 3) })}
                  </p>
                </>
              ) : (
                <p className="quiet small">{t('explain.unproven')}</p>
              )}
            </figcaption>
          </figure>
        ))}
      </div>
      {result ? <p className={classes.meaning}>{t('explain.meaning')}</p> : null}
      {result && result.nearest.length > 0 ? (
        <Section title={t('explain.nearest')}>
          <ul className={classes.nearest}>
            {result.nearest.map((each, index) => (
              <li key={index}>
                <Picture src={each.photo_url ? photoAt(each.photo_url, 120) : null} alt="" ratio={1} />
                <p className="small">
                  <span dir="auto">{each.label}</span> <span className="quiet">{format.number(each.distance, 3)}</span>
                </p>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

function methodName(method: string, t: ReturnType<typeof useWords>['t']): string {
  const known = METHODS.find((each) => each === method)
  return known ? t(`explain.method.${known}`) : method
}
