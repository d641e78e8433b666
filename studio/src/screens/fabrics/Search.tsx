/** Searches for cloths: begun from what is wanted, gone on with, their fronts explored and ranked by choices. */
import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { asApiError, isOver, type Job, useFabricFront, useFabricSearches, useJob, useSearchFabrics } from '@/api'
import { JobAtWork, Loaded, Section, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Choice } from './Choice'
import { Front } from './Front'
import { Limits, Objectives } from './Bounds'
import { FIBRES, freshly, goalsOf, MOST_OBJECTIVES, OBJECTIVES, QUESTIONS, type Question, type Sought, wished } from './goals'
import { ofWords } from './numbers'
import { idOf } from './spec'
import { Wishes } from './Wishes'
import classes from './Fabrics.module.css'

const EVALUATIONS = 5000

export function Search() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const searches = useFabricSearches()
  const [job, setJob] = useState<Job>()
  return (
    <Loaded query={searches} skeleton={<PageSkeleton />}>
      {(found) => {
        const ids = Object.keys(found)
        const asked = query.get('of') ?? ''
        const isBegun = query.get('begin') === 'yes' || ids.length === 0
        const id = ids.includes(asked) ? asked : (ids[0] ?? '')
        const onBegun = (begun: string, running: Job) => {
          setJob(running)
          change({ of: begun, begin: null })
        }
        return (
          <>
            {ids.length > 0 ? (
              <div className={classes.row}>
                <Select label={t('fabric.search.which')} allowDeselect={false} value={id} data={Object.entries(found).map(([value, label]) => ({ value, label }))} onChange={(next) => change({ of: next, begin: null, member: null })} />
                <Button variant="default" onClick={() => change({ begin: isBegun ? null : 'yes' })} aria-expanded={isBegun}>
                  {t('fabric.search.another')}
                </Button>
              </div>
            ) : null}
            {isBegun ? <Begin isFirst={ids.length === 0} onBegun={onBegun} /> : null}
            {job ? <Running key={job.id} id={job.id} /> : null}
            {id ? <Found key={id} id={id} onRun={setJob} /> : null}
          </>
        )
      }}
    </Loaded>
  )
}

function Begin({ isFirst, onBegun }: { isFirst: boolean; onBegun: (id: string, job: Job) => void }) {
  const { t } = useWords()
  const [sought, setSought] = useState<Sought>(() => freshly('shirt', t('fabric.search.named.shirt')))
  const begin = useSearchFabrics()
  const ask = (question: Question) => setSought(freshly(question, t(`fabric.search.named.${question}`)))
  const go = (event: FormEvent) => {
    event.preventDefault()
    const id = `${idOf(sought.name)}-${Date.now().toString(36)}`
    begin.mutate({ id, goals: goalsOf(sought, t('fabric.day.summer'), (key) => t(`fabric.day.${key}`)), evaluations: EVALUATIONS }, { onSuccess: (job) => onBegun(id, job) })
  }
  const form = (
    <form className={classes.form} onSubmit={go}>
      <Select label={t('fabric.search.question')} allowDeselect={false} value={sought.question} data={QUESTIONS.map((each) => ({ value: each, label: t(`fabric.search.ask.${each}`) }))} onChange={(next) => ask((next ?? 'shirt') as Question)} />
      <TextInput label={t('fabric.field.name')} maxLength={200} value={sought.name} onChange={(event) => setSought({ ...sought, name: event.currentTarget.value })} />
      <MultiSelect label={t('fabric.search.fibres')} value={[...sought.fibres]} data={FIBRES.map((each) => ({ value: each, label: t(`fabric.fibre.${each.replace(' ', '_') as 'CO'}`) }))} onChange={(fibres) => setSought({ ...sought, fibres })} />
      <MultiSelect
        label={t('fabric.search.objectives')}
        description={t('fabric.search.objectivesHint')}
        maxValues={MOST_OBJECTIVES}
        value={sought.objectives.map(({ of }) => of)}
        data={OBJECTIVES[sought.question].map(({ of, want }) => ({ value: of, label: t(`fabric.search.want.${want}`, { of: ofWords(of, t) }) }))}
        onChange={(kept) => setSought({ ...sought, objectives: kept.flatMap((of) => [...sought.objectives, ...OBJECTIVES[sought.question]].find((each) => each.of === of) ?? []) })}
      />
      <Wishes taken={(of) => OBJECTIVES[sought.question].some((each) => each.of === of)} onTake={(proposals) => setSought({ ...sought, objectives: wished(sought, proposals) })} />
      {sought.objectives.length > 0 ? <Objectives objectives={sought.objectives} onChange={(objectives) => setSought({ ...sought, objectives })} /> : null}
      <Limits limits={sought.limits} onChange={(limits) => setSought({ ...sought, limits })} />
      <p className={`quiet small ${classes.whole}`}>{t('fabric.search.assumed')}</p>
      <Button type="submit" className={classes.whole!} loading={begin.isPending} disabled={sought.fibres.length === 0 || sought.objectives.length < 2 || sought.name.trim() === ''}>
        {t('fabric.search.begin', { count: EVALUATIONS })}
      </Button>
      {begin.error ? <ErrorNote error={asApiError(begin.error)} compact /> : null}
    </form>
  )
  if (!isFirst) return <Section title={t('fabric.search.another')}>{form}</Section>
  return (
    <>
      <EmptyState title={t('fabric.search.emptyTitle')} steps={[t('fabric.search.first'), t('fabric.search.second'), t('fabric.search.third')]}>
        <p>{t('fabric.search.what')}</p>
      </EmptyState>
      {form}
    </>
  )
}

function Running({ id }: { id: string }) {
  const live = useJob(id)
  const queryClient = useQueryClient()
  const isDone = live.job !== undefined && isOver(live.job)
  useEffect(() => {
    if (isDone) void queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/api/v1/fabric-searches') })
  }, [isDone, queryClient])
  return live.job && live.job.state !== 'done' ? <JobAtWork job={live.job} live={live} /> : null
}

function Found({ id, onRun }: { id: string; onRun: (job: Job) => void }) {
  const { t } = useWords()
  const front = useFabricFront(id)
  const go = useSearchFabrics()
  return (
    <Loaded query={front} skeleton={<PageSkeleton />}>
      {(found) => (
        <>
          <div className={classes.figures}>
            <Figure size="small" label={t('fabric.search.judged')} value={found.evaluations} how="predicted" />
            <Figure size="small" label={t('fabric.search.onFront')} value={found.count} how="predicted" />
            <Figure size="small" label={t('fabric.search.samples')} value={found.samples} how="measured" />
            <Figure size="small" label={t('fabric.search.choices')} value={found.choices} how="measured" />
          </div>
          <p>
            <Button variant="default" size="xs" loading={go.isPending} onClick={() => go.mutate({ id, goals: null, evaluations: found.evaluations + EVALUATIONS }, { onSuccess: onRun })}>
              {t(found.evaluations === 0 ? 'fabric.search.start' : 'fabric.search.more', { count: EVALUATIONS })}
            </Button>
          </p>
          {go.error ? <ErrorNote error={asApiError(go.error)} compact /> : null}
          {found.count > 0 ? (
            <>
              <Front front={found} />
              {found.count > 1 ? <Choice id={id} objectives={found.objectives.map(({ of }) => of)} units={found.units} /> : null}
            </>
          ) : (
            <p className="quiet">{t('fabric.search.nothing')}</p>
          )}
        </>
      )}
    </Loaded>
  )
}
