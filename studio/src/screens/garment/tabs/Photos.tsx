/** Photos: every view, what is known of its file, and where more are laid down. */
import { asApiError, photoAt, useAddPhotos, usePhotos } from '@/api'
import { tell } from '@/app'
import { DropZone } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { Picture } from '@/kit/Picture'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from '../Garment.module.css'

export function Photos({ id }: { id: string }) {
  const { t, format } = useWords()
  const photos = usePhotos(id)
  const add = useAddPhotos(id)
  const take = (files: File[]) =>
    add.mutate(files, {
      onSuccess: ({ items, rejected }) => {
        if (items.length > 0) tell.done(t('garment.photos.added', { count: items.length, number: format.number(items.length) }))
        for (const { where, message } of rejected ?? []) tell.notDone(`${where}: ${message}`)
      },
    })
  const items = photos.data?.items ?? []
  return (
    <div className={classes.tabBody}>
      {photos.error ? <ErrorNote error={asApiError(photos.error)} onRetry={() => void photos.refetch()} /> : null}
      {photos.isPending ? <CardsSkeleton count={2} /> : null}
      {photos.isSuccess && items.length === 0 ? <p className="quiet">{t('garment.photos.none')}</p> : null}
      <ul className={classes.shelf}>
        {items.map((photo) => (
          <li key={photo.id}>
            <Picture src={photoAt(photo.url, 200)} alt="" ratio={1} fit={photo.width <= 64 ? 'fill' : 'whole'} eager />
            <p className="small quiet">
              {t('garment.photos.size', { width: format.number(photo.width), height: format.number(photo.height) })}
              <br />
              {photo.media_type.replace('image/', '').toUpperCase()}
            </p>
          </li>
        ))}
      </ul>
      <DropZone label={t('garment.photos.drop')} busy={add.isPending} onFiles={take} compact />
    </div>
  )
}
