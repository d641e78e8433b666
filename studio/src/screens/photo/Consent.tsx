/** The consent without which no photo is sent, what happens with it, and the button that sends it. */
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '@/locale'
import classes from './Photo.module.css'

export interface ConsentProps {
  label: string
  hasPhoto: boolean
  hasGarment: boolean
  hasTried: boolean
  isAtWork: boolean
  onWear: () => void
}

export function Consent({ label, hasPhoto, hasGarment, hasTried, isAtWork, onWear }: ConsentProps) {
  const { t } = useWords()
  const [agreed, setAgreed] = useState(false)
  const lacks = hasPhoto ? (hasGarment ? (agreed ? null : 'consent') : 'garment') : 'photo'
  return (
    <div className={classes.choice}>
      <Checkbox label={label} description={t('onPhoto.privacy')} checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
      <Button fullWidth size="md" disabled={lacks !== null || isAtWork} onClick={onWear}>
        {t(hasTried ? 'onPhoto.again' : 'onPhoto.wear')}
      </Button>
      <p className="small quiet" role="status">
        {lacks ? t(`onPhoto.needs.${lacks}`) : ''}
      </p>
    </div>
  )
}
