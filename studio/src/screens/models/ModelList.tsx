/** The models that serve, one a line, each with what it is worth, weighs and takes. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { useCaller, useModels, type Model } from '@/api'
import { Loaded, Page, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { cardMetric, metricName, worthOf } from '../lab/metric'
import { labTabs } from '../lab/tabs'
import { addressOfVersion } from './address'
import classes from './Models.module.css'
import { StageMark } from './StageMark'
import { TrainPanel } from './TrainPanel'
import { versionWords } from './versionWords'

export function ModelList() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const models = useModels()
  const mayTrain = useCaller().data?.scopes.includes('jobs:write') ?? false
  const train = { label: t('models.train.open'), onClick: () => change({ train: 'yes' }) }
  return (
    <Page
      title={t('shell.pages.models')}
      eyebrow={t('shell.rooms.lab')}
      lead={t('models.lead')}
      tabs={labTabs(t)}
      actions={mayTrain ? <Button onClick={train.onClick}>{train.label}</Button> : undefined}
    >
      <Loaded query={models} skeleton={<TableSkeleton rows={3} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={t('models.none')}
              steps={[t('models.noneFirst'), t('models.noneSecond'), t('models.noneThird')]}
              {...(mayTrain ? { action: train } : {})}
              secondary={{ label: t('models.readStudy'), href: '/lab/study' }}
            >
              <p>{t('models.noneHint')}</p>
            </EmptyState>
          ) : (
            <ul className={classes.models}>
              {items.map((model) => (
                <li key={model.name}>
                  <ModelRow model={model} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {models.hasNextPage ? (
        <Button variant="default" onClick={() => void models.fetchNextPage()}>
          {t('models.more')}
        </Button>
      ) : null}
      {query.has('train') ? <TrainPanel /> : null}
    </Page>
  )
}

function ModelRow({ model }: { model: Model }) {
  const { t, format } = useWords()
  const worth = worthOf(model)
  const found = cardMetric(model, worth, t, format)
  return (
    <article className={classes.model}>
      <div className={classes.who}>
        <h2 className={classes.name} dir="auto">
          <Link to={addressOfVersion(model)}>{model.name}</Link>
        </h2>
        <p className={classes.what}>
          <StageMark stage={model.stage} />
          {model.version === 'shipped' ? null : <span>{versionWords(model, t)}</span>}
          <span>{t('models.made', { when: format.date(model.created_at) })}</span>
        </p>
        {model.card ? <p className={classes.use}>{model.card.intended_use}</p> : null}
        {model.error ? <ErrorNote error={model.error} compact /> : null}
      </div>
      <div className={classes.worth}>
        {found ? (
          <Figure size="small" label={metricName(worth, t)} value={found.value} style="percent" digits={2} interval={found.interval} how="measured" source={found.source} />
        ) : (
          <Never label={metricName(worth, t)} words={t('models.neverEvaluated')} />
        )}
        <Weight model={model} />
        <Pace model={model} />
      </div>
    </article>
  )
}

/** A figure that nobody has measured: it claims nothing, not even how. */
export function Never({ label, words, size = 'small' }: { label: string; words: string; size?: 'small' | 'large' }) {
  return (
    <div className={classes.never} data-size={size}>
      <p className="label">{label}</p>
      <p>{words}</p>
    </div>
  )
}

export function Weight({ model, size = 'small' }: { model: Model; size?: 'small' | 'large' }) {
  const { t, format } = useWords()
  const bytes = model.size_bytes ?? model.card?.size_bytes ?? null
  const source = model.card ? t('models.parameters', { count: model.card.parameters, n: format.compact(model.card.parameters), precision: model.card.precision }) : ''
  return <Figure size={size} label={t('models.size')} value={bytes} style="bytes" how="measured" source={source} />
}

export function Pace({ model, size = 'small' }: { model: Model; size?: 'small' | 'large' }) {
  const { t } = useWords()
  const measured = model.ms_bs1 ?? null
  if (measured === null) return <Never label={t('models.latency')} words={t('models.neverTimed')} size={size} />
  return <Figure size={size} label={t('models.latency')} value={measured} unit={t('models.ms')} digits={2} how="measured" source={t('models.oneThread')} />
}
