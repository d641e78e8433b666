/** Why a model says what it says of one picture: a picture is chosen, a job explains it, the heat lies beside it. */
import { Button } from '@mantine/core'
import { useCaller, useEvaluation, useEvaluations, useExplain } from '@/api'
import { useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Judgements } from '../mistakes/Judgements'
import classes from '../Models.module.css'
import type { TabProps } from '../ModelPage'
import { Explanation } from './Explanation'

export function ExplainTab({ model }: TabProps) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const explain = useExplain(model.name, model.version)
  const mayAsk = useCaller().data?.scopes.includes('jobs:write') ?? false
  const image = query.get('image')
  const job = query.get('job')
  if (image === null) return <Choose model={model} />
  return (
    <>
      <div className={classes.ask}>
        {mayAsk ? (
          <Button loading={explain.isPending} onClick={() => explain.mutate(image, { onSuccess: ({ id }) => change({ job: id }) })}>
            {t(job ? 'explain.again' : 'explain.ask')}
          </Button>
        ) : null}
        <Button variant="subtle" onClick={() => change({ image: null, job: null }, { push: true })}>
          {t('explain.other')}
        </Button>
      </div>
      <Explanation model={model} image={image} job={job} />
    </>
  )
}

/** The surest mistakes are what one asks about first. */
function Choose({ model }: TabProps) {
  const { t } = useWords()
  const evaluations = useEvaluations(model.name, model.version)
  const whole = useEvaluation(model.name, model.version, evaluations.items[0]?.id)
  if (evaluations.isPending || (evaluations.items.length > 0 && whole.isPending)) return <CardsSkeleton count={12} />
  const items = (whole.data?.worst ?? []).filter((each) => each.image_id !== null)
  if (items.length === 0) {
    return (
      <EmptyState title={t('explain.none')} steps={[t('explain.first'), t('explain.second'), t('explain.third')]} action={{ label: t('explain.garments'), href: '/garments' }}>
        <p>{t('explain.noneHint')}</p>
      </EmptyState>
    )
  }
  return (
    <>
      <p className={classes.intro}>{t('explain.choose')}</p>
      <Judgements model={model} items={items} none="" />
    </>
  )
}
