/** The parts of a day: what awaits a look, what was not taken in, what failed, what is at work, what is new. */
import { asApiError, useActiveJobs, useJobs, useQuarantine } from '@/api'
import { JobAtWork, Section } from '@/app'
import { inWords } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import type { Role } from './roles'
import { days } from './roles'
import { Shelf } from './Shelf'
import classes from './Home.module.css'

const AWAITING = { filters: { state: ['differs', 'unsure'] }, q: '' }
const ALL = { filters: {}, q: '' }

/** Photos whose prediction wants a person's look, least confident first. */
export function Review() {
  const { t, format } = useWords()
  return (
    <Shelf
      title={t('home.review')}
      wanted={AWAITING}
      sort="certainty"
      href="/garments?state=unsure&state=differs&sort=certainty"
      line={({ tag }) => (tag ? t('kit.said', { label: inWords('category', tag.label, t), share: format.percent(tag.confidence, 0) }) : '')}
      tab="tags"
      none={t('home.reviewNone')}
    />
  )
}

export function Newest() {
  const { t } = useWords()
  return <Shelf title={t('home.newest')} wanted={ALL} sort="newest" href="/garments?sort=newest" line={({ category }) => inWords('category', category, t)} none={t('kit.noGarments')} />
}

export function Quarantine() {
  const { t, format } = useWords()
  const rows = useQuarantine(5)
  const items = rows.data?.items ?? []
  return (
    <Section title={t('home.quarantine')}>
      {rows.error ? <ErrorNote error={asApiError(rows.error)} onRetry={() => void rows.refetch()} /> : null}
      {rows.isPending ? <TableSkeleton rows={2} columns={2} /> : null}
      {rows.isSuccess && items.length === 0 ? <p className="quiet">{t('home.quarantineNone')}</p> : null}
      <ul className={classes.rows}>
        {items.map((row) => (
          <li key={row.id} className={classes.row}>
            <span>
              <bdi>{row.place}</bdi> <span className="quiet small">{row.source}</span>
            </span>
            <span className="quiet small" dir="auto">
              {row.reason}
            </span>
            <code className="small">{row.code}</code>
            <time className="quiet small" dateTime={row.first_seen}>
              {format.ago(row.first_seen)}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Failed() {
  const { t } = useWords()
  const jobs = useJobs('failed')
  const items = jobs.items.slice(0, 4)
  return (
    <Section title={t('home.failed')}>
      {jobs.error ? <ErrorNote error={asApiError(jobs.error)} onRetry={() => void jobs.refetch()} /> : null}
      {jobs.isPending ? <TableSkeleton rows={2} columns={2} /> : null}
      {jobs.isSuccess && items.length === 0 ? <p className="quiet">{t('home.failedNone')}</p> : null}
      <div className={classes.jobs}>
        {items.map((job) => (
          <JobAtWork key={job.id} compact job={job} />
        ))}
      </div>
    </Section>
  )
}

export function AtWork() {
  const { t } = useWords()
  const jobs = useActiveJobs().data ?? []
  if (jobs.length === 0) return null
  return (
    <Section title={t('home.atWork')}>
      <div className={classes.jobs}>
        {jobs.map((job) => (
          <JobAtWork key={job.id} job={job} />
        ))}
      </div>
    </Section>
  )
}

/** What this role's own room will do once it is built: said plainly, and what helps until then. */
export function Coming({ role }: { role: Exclude<Role, 'ml'> }) {
  const { t } = useWords()
  const room = days[role].room
  return (
    <Section title={t(`shell.rooms.${room}`)}>
      <EmptyState as="h3" eyebrow={t('rooms.coming')} title={t(`home.coming.${role}.title`)} secondary={{ label: t('rooms.toRoom', { room: t(`shell.rooms.${room}`) }), href: `/${room}` }}>
        <p>{t(`home.coming.${role}.what`)}</p>
      </EmptyState>
    </Section>
  )
}
