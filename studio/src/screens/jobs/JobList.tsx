/** All jobs, newest first, live; by state and kind, in the address. */
import { Button, SegmentedControl, Select } from '@mantine/core'
import { useCaller, useJobs } from '@/api'
import { JOB_KINDS, Loaded, Page, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { ClusterPanel } from './ClusterPanel'
import { JobLine } from './JobLine'
import classes from './Jobs.module.css'

const STATES = ['running', 'queued', 'done', 'failed', 'cancelled'] as const
type State = (typeof STATES)[number]

export function JobList() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const state = STATES.find((each) => each === query.get('state'))
  const kind = JOB_KINDS.find((each) => each === query.get('kind'))
  const jobs = useJobs(state)
  const mayStart = useCaller().data?.scopes.includes('jobs:write') ?? false
  const isFiltered = state !== undefined || kind !== undefined
  return (
    <Page
      title={t('shell.pages.jobs')}
      lead={t('jobs.lead')}
      actions={
        mayStart ? (
          <Button variant="default" onClick={() => change({ start: 'parts' })}>
            {t('jobs.parts.open')}
          </Button>
        ) : undefined
      }
    >
      <div className={classes.filters}>
        <div className={classes.states}>
          <SegmentedControl
            aria-label={t('jobs.byState')}
            value={state ?? 'all'}
            onChange={(value) => change({ state: value === 'all' ? null : value })}
            data={[{ value: 'all', label: t('jobs.all') }, ...STATES.map((each: State) => ({ value: each, label: t(`kit.job.${each}`) }))]}
          />
        </div>
        <Select
          aria-label={t('jobs.byKind')}
          placeholder={t('jobs.byKind')}
          clearable
          clearButtonProps={{ 'aria-label': t('jobs.anyKind') }}
          value={kind ?? null}
          onChange={(value) => change({ kind: value })}
          data={JOB_KINDS.map((each) => ({ value: each, label: t(`jobs.kind.${each}`) }))}
        />
      </div>
      <Loaded query={jobs} skeleton={<TableSkeleton columns={2} rows={5} />}>
        {(all) => {
          const items = kind ? all.filter((job) => job.kind === kind) : all
          if (items.length === 0 && !jobs.hasNextPage) {
            return isFiltered ? (
              <EmptyState title={t('jobs.noneSuch')} secondary={{ label: t('jobs.showAll'), onClick: () => change({ state: null, kind: null }) }} />
            ) : (
              <EmptyState title={t('jobs.none')} action={{ label: t('models.train.open'), href: '/lab/models?train=yes' }} secondary={{ label: t('shell.rooms.garments'), href: '/garments' }}>
                <p>{t('jobs.noneHint')}</p>
              </EmptyState>
            )
          }
          return (
            <ul className={classes.jobs}>
              {items.map((job) => (
                <li key={job.id}>
                  <JobLine job={job} />
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
      {jobs.hasNextPage ? (
        <Button variant="default" loading={jobs.isFetchingNextPage} onClick={jobs.more}>
          {t('models.more')}
        </Button>
      ) : null}
      {mayStart && query.get('start') === 'parts' ? <ClusterPanel /> : null}
    </Page>
  )
}
