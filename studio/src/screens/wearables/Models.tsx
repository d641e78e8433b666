/** Models of activities: how they do on people they have not seen, whom they fail, what they weigh, and one's own minutes. */
import { Button, Select } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { isOver, useActiveJobs, useCaller, useJob, useWearableModels, type WearableModel } from '@/api'
import { JobAtWork, Loaded, Section, useAddress } from '@/app'
import { Chart } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { Figure } from '@/kit/Figure'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Formats } from './Formats'
import { Personal } from './Personal'
import { Train } from './Train'
import { activity, deviceName } from './words'
import classes from './Wearables.module.css'

type Person = WearableModel['per_subject'][number]
export const idOf = ({ model, version }: Pick<WearableModel, 'model' | 'version'>) => `${model}@${version}`

export function Models() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const models = useWearableModels()
  const mayTrain = useCaller().data?.scopes.includes('jobs:write') ?? false
  const open = () => change({ train: 'yes' })
  return (
    <>
      <AtWork />
      <Loaded query={models} skeleton={<PageSkeleton />}>
        {({ items }) => {
          const one = items.find((each) => idOf(each) === query.get('model') || each.model === query.get('model')) ?? items[0]
          if (one === undefined) {
            return (
              <EmptyState title={t('wearables.models.none')} steps={[t('wearables.models.first'), t('wearables.models.second'), t('wearables.models.third')]} {...(mayTrain ? { action: { label: t('wearables.train.open'), onClick: open } } : {})}>
                <p>{t('wearables.models.what')}</p>
              </EmptyState>
            )
          }
          return (
            <>
              <div className={classes.row}>
                <Select label={t('wearables.model')} allowDeselect={false} value={idOf(one)} data={items.map((each) => ({ value: idOf(each), label: `${idOf(each)} · ${deviceName(each.device, t)}` }))} onChange={(model) => change({ model })} />
                {mayTrain ? <Button onClick={open}>{t('wearables.train.open')}</Button> : null}
                <Button component={Link} variant="default" to={`/lab/models/${encodeURIComponent(one.model)}/${encodeURIComponent(one.version)}`}>
                  {t('wearables.models.inLab')}
                </Button>
              </div>
              <Shown key={idOf(one)} model={one} />
            </>
          )
        }}
      </Loaded>
      {query.has('train') ? <Train /> : null}
    </>
  )
}

/** Trainings of this room that are on their way, wherever they were started. */
function AtWork() {
  const jobs = useActiveJobs().data ?? []
  const { query } = useAddress()
  const own = jobs.filter(({ kind, params }) => kind === 'train' && String(params.recipe).includes('wearables')).map(({ id }) => id)
  const ids = [...new Set([...own, ...query.getAll('job')])]
  return (
    <>
      {ids.map((id) => (
        <Training key={id} id={id} />
      ))}
    </>
  )
}

function Training({ id }: { id: string }) {
  const live = useJob(id)
  const queryClient = useQueryClient()
  const isDone = live.job !== undefined && isOver(live.job)
  useEffect(() => {
    if (isDone) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/v1/wearables/models') })
  }, [isDone, queryClient])
  return live.job ? <JobAtWork job={live.job} live={live} /> : null
}

function Shown({ model }: { model: WearableModel }) {
  const { t, format } = useWords()
  const people = model.per_subject
  const source = t('wearables.models.heldOut', { count: people.length })
  const points = (value: number) => value * 100
  const columns: Column<Person>[] = [
    { key: 'subject', label: t('wearables.column.person'), cell: ({ subject }) => subject, value: ({ subject }) => subject },
    { key: 'n', label: t('wearables.models.seconds'), numeric: true, cell: ({ n }) => format.number(n), value: ({ n }) => n },
    { key: 'accuracy', label: t('wearables.models.accuracy'), numeric: true, cell: ({ accuracy }) => format.percent(accuracy, 1), value: ({ accuracy }) => accuracy },
    { key: 'f1', label: t('wearables.models.f1'), numeric: true, cell: ({ macro_f1 }) => format.number(macro_f1, 3), value: ({ macro_f1 }) => macro_f1 },
    { key: 'mistaken', label: t('wearables.models.mistaken'), cell: (row) => mistaken(row), value: (row) => mistaken(row), width: 'minmax(220px, 3fr)' },
  ]
  const mistaken = ({ most_mistaken: most }: Person) => (most ? t('wearables.models.taken', { true: activity(String(most.true), t), told: activity(String(most.told), t), count: Number(most.n) }) : t('wearables.models.never'))
  const worst = people[0]
  return (
    <>
      <div className={classes.figures}>
        <Figure label={t('wearables.models.accuracy')} value={model.accuracy} style="percent" digits={1} interval={model.ci95} how="measured" source={source} />
        <Figure label={t('wearables.models.worst')} value={worst?.accuracy ?? null} style="percent" digits={1} how="measured" source={worst?.subject ?? ''} />
        <Figure label={t('wearables.models.f1')} value={model.macro_f1} digits={3} how="measured" source={source} />
        <Figure label={t('wearables.models.gap')} value={model.leak_gap === null ? null : points(model.leak_gap)} digits={1} unit={t('wearables.points')} how="measured" source={t('wearables.models.gapHint')} />
        <Figure label={t('wearables.models.learned')} value={model.people} how="measured" source={t('wearables.models.afterwards')} />
      </div>
      <Section title={t('wearables.models.byPerson')}>
        {people.length === 0 ? (
          <p className="quiet">{t('wearables.models.elsewhere')}</p>
        ) : (
          <div className={classes.two}>
            <Chart
              title={t('wearables.models.whom')}
              note={t('wearables.models.whomNote')}
              how="measured"
              source={source}
              height={Math.max(200, 60 + people.length * 26)}
              data={{ kind: 'bar', categories: people.map(({ subject }) => subject), axis: { label: t('wearables.models.accuracy'), style: 'percent', digits: 1, range: [0, 1] }, series: [{ name: t('wearables.models.accuracy'), values: people.map(({ accuracy }) => accuracy) }] }}
            />
            <DataTable label={t('wearables.models.byPerson')} columns={columns} rows={people} rowKey={({ subject }) => subject} />
          </div>
        )}
      </Section>
      <Formats model={idOf(model)} />
      <Personal model={model} />
    </>
  )
}
