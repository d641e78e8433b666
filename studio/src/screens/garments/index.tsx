/** Garments: a plain first grid with pages. (The screen's engineer replaces it.) */
import { Button } from '@mantine/core'
import { asApiError, photoAt, usePages } from '@/api'
import { Page, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { GarmentCard } from '@/kit/GarmentCard'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Garments.module.css'

export default function Garments() {
  const { t } = useWords()
  const { query } = useAddress()
  const q = query.get('q') ?? ''
  const garments = usePages('/api/v1/garments', { query: { limit: 60, ...(q ? { q } : {}) } })
  return (
    <Page title={q ? t('garments.found', { words: q }) : t('shell.rooms.garments')} eyebrow={q ? t('shell.rooms.garments') : undefined}>
      {garments.error ? <ErrorNote error={asApiError(garments.error)} onRetry={() => void garments.refetch()} /> : null}
      {garments.isPending ? <CardsSkeleton count={18} /> : null}
      {garments.isSuccess && garments.items.length === 0 ? (
        <EmptyState title={q ? t('garments.noneFound') : t('garments.none')}>
          <p>{q ? t('garments.noneFoundHint') : t('garments.noneHint')}</p>
        </EmptyState>
      ) : null}
      <div className={classes.cards}>
        {garments.items.map((garment) => (
          <GarmentCard
            key={garment.id}
            as="h2"
            name={garment.name}
            href={`/garments/${encodeURIComponent(garment.id)}`}
            line={garment.category ?? ''}
            photo={garment.photo_url ? photoAt(garment.photo_url, 200) : null}
          />
        ))}
      </div>
      {garments.hasNextPage ? (
        <Button className={classes.more} variant="default" loading={garments.isFetchingNextPage} onClick={garments.more}>
          {t('garments.more')}
        </Button>
      ) : null}
    </Page>
  )
}
