/** By whom the garment is drawn: by the house's own drape, or painted anew by a network that the house has weights of. */
import { Checkbox, Select } from '@mantine/core'
import { useBackEnds } from '@/api'
import { useWords } from '@/locale'
import classes from './Photo.module.css'

export interface Painted {
  backEnd: string
  isNonCommercial: boolean
}

/** Nothing is shown where the house has no weights. */
export function Painting({ painted, onChange }: { painted: Painted; onChange: (painted: Painted) => void }) {
  const { t } = useWords()
  const ends = useBackEnds().data?.items ?? []
  if (ends.length === 0) return null
  const chosen = ends.find(({ id }) => id === painted.backEnd)
  return (
    <div className={classes.choice}>
      <Select
        label={t('onPhoto.painting.by')}
        allowDeselect={false}
        value={painted.backEnd}
        data={[{ value: '', label: t('onPhoto.painting.none') }, ...ends.map(({ id, name, licence, reason }) => ({ value: id, label: licence ? `${name} (${licence})` : name, disabled: reason !== '' }))]}
        onChange={(backEnd) => onChange({ backEnd: backEnd ?? '', isNonCommercial: false })}
      />
      {ends.map(({ id, name, reason }) => (reason ? <p key={id} className="small quiet">{`${name}: ${reason}`}</p> : null))}
      {chosen && !chosen.is_commercial ? (
        <Checkbox
          label={t('onPhoto.painting.nonCommercial')}
          description={t('onPhoto.painting.why', { licence: chosen.licence })}
          checked={painted.isNonCommercial}
          onChange={(event) => onChange({ ...painted, isNonCommercial: event.currentTarget.checked })}
        />
      ) : null}
    </div>
  )
}
