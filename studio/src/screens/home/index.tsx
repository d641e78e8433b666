/** Home: what the shop holds and what is at work. (A first version: the screen's engineer replaces it.) */
import { useQuery } from '@tanstack/react-query'
import { get, keyOf, photoAt, useActiveJobs } from '@/api'
import { jobTitle, Page, Section } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { GarmentCard } from '@/kit/GarmentCard'
import { JobStitch } from '@/kit/JobStitch'
import { CardsSkeleton } from '@/kit/Skeletons'
import { asApiError } from '@/api'
import { useWords } from '@/locale'
import classes from './Home.module.css'

export default function Home() {
  const { t } = useWords()
  const facets = useQuery({
    queryKey: keyOf('/api/v1/garments/facets'),
    queryFn: ({ signal }) => get('/api/v1/garments/facets', { signal }),
  })
  const newest = useQuery({
    queryKey: keyOf('/api/v1/garments', 'home'),
    queryFn: ({ signal }) => get('/api/v1/garments', { query: { limit: 8 }, signal }),
  })
  const jobs = useActiveJobs().data ?? []
  if (facets.data?.count === 0) {
    return (
      <EmptyState
        as="h1"
        eyebrow={t('shell.rooms.home')}
        title={t('home.emptyTitle')}
        steps={[t('home.emptyFirst'), t('home.emptySecond')]}
        action={{ label: t('home.emptyAction'), href: '/garments' }}
      >
        <p>{t('home.empty')}</p>
      </EmptyState>
    )
  }
  return (
    <Page title={t('home.title')} eyebrow={t('shell.rooms.home')}>
      {facets.error ? <ErrorNote error={asApiError(facets.error)} onRetry={() => void facets.refetch()} /> : null}
      <div className={classes.figures}>
        <Figure label={t('home.garments')} value={facets.data?.count ?? null} how="measured" source={t('home.counted')} />
        <Figure label={t('home.categories')} value={facets.data ? Object.keys(facets.data.facets.category ?? {}).length : null} how="measured" source={t('home.counted')} />
        <Figure label={t('home.atWork')} value={jobs.length} how="measured" source={t('home.counted')} />
      </div>
      {jobs.length > 0 ? (
        <Section title={t('home.atWork')}>
          <div className={classes.jobs}>
            {jobs.map((job) => (
              <JobStitch key={job.id} title={jobTitle(job, t)} state={job.state} done={job.done} total={job.total} step={job.message} />
            ))}
          </div>
        </Section>
      ) : null}
      <Section title={t('shell.rooms.garments')}>
        {newest.isPending ? <CardsSkeleton count={8} /> : null}
        <div className={classes.cards}>
          {(newest.data?.items ?? []).map((garment) => (
            <GarmentCard
              key={garment.id}
              name={garment.name}
              href={`/garments/${encodeURIComponent(garment.id)}`}
              line={garment.category ?? ''}
              photo={garment.photo_url ? photoAt(garment.photo_url, 240) : null}
            />
          ))}
        </div>
      </Section>
    </Page>
  )
}
