/** One garment: its picture and its facts. (A first version: the screen's engineer replaces it.) */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { asApiError, getTagged, keyOf } from '@/api'
import { Page } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Picture } from '@/kit/Picture'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Garment.module.css'

export default function Garment() {
  const { t } = useWords()
  const { id = '' } = useParams()
  const garment = useQuery({
    queryKey: keyOf('/api/v1/garments/{garment_id}', id),
    queryFn: ({ signal }) => getTagged('/api/v1/garments/{garment_id}', { path: { garment_id: id }, signal }),
  })
  if (garment.error) return <ErrorNote error={asApiError(garment.error)} onRetry={() => void garment.refetch()} />
  if (!garment.data) return <PageSkeleton />
  const { name, category, brand, season, description, photo_url } = garment.data.data
  const facts = { category, brand, season } as const
  return (
    <Page title={name} eyebrow={id} lead={description || undefined}>
      <div className={classes.halves}>
        <Picture src={photo_url ? `${photo_url}?width=1024` : null} alt={name} eager />
        <dl className={classes.facts}>
          {(['category', 'brand', 'season'] as const).map((fact) =>
            facts[fact] ? (
              <div key={fact}>
                <dt className="label">{t(`garment.${fact}`)}</dt>
                <dd dir="auto">{facts[fact]}</dd>
              </div>
            ) : null,
          )}
        </dl>
      </div>
    </Page>
  )
}
