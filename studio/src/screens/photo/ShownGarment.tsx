/** A garment that is known by a picture alone: the picture, its size and what is stated of it. */
import { Button, NumberInput, Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Programs, ShownGarment as Shown } from '@/api'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { unitName } from '@/screens/fit/words'
import classes from './Photo.module.css'

const STATED = ['length', 'chest', 'waist', 'hip'] as const

export interface ShownGarmentProps {
  sizes: Programs['charts'][number] | undefined
  shown: Shown | null
  onChange: (shown: Shown | null) => void
}

export function ShownGarment({ sizes, shown, onChange }: ShownGarmentProps) {
  const { t } = useWords()
  const address = useAddressOf(shown?.picture ?? null)
  if (!shown) {
    return <DropZone compact label={t('onPhoto.shown.drop')} hint={t('onPhoto.shown.hint')} limits={ONE_PHOTO} onFiles={([picture]) => (picture ? onChange({ picture, size: '', stated: {} }) : undefined)} />
  }
  const state = (name: string, value: number | undefined) => {
    const { [name]: _, ...others } = shown.stated
    onChange({ ...shown, stated: value === undefined ? others : { ...others, [name]: value } })
  }
  return (
    <div className={classes.choice}>
      <figure className={classes.shown}>
        {address ? <img src={address} alt={t('onPhoto.shown.alt')} /> : null}
        <figcaption>
          <HowBadge how="estimated" /> <span className="small quiet">{t('onPhoto.shown.estimated')}</span>
          <Button size="compact-sm" variant="subtle" onClick={() => onChange(null)}>
            {t('onPhoto.shown.another')}
          </Button>
        </figcaption>
      </figure>
      <Select
        label={t('onPhoto.shown.size')}
        placeholder={sizes ? t('onPhoto.shown.usual', { size: sizes.base }) : ''}
        clearable
        value={shown.size || null}
        data={Object.keys(sizes?.sizes ?? {})}
        onChange={(size) => onChange({ ...shown, size: size ?? '' })}
      />
      <fieldset className={classes.stated}>
        <legend className="small">{t('onPhoto.shown.stated')}</legend>
        {STATED.map((name) => (
          <NumberInput
            key={name}
            label={t(`onPhoto.shown.${name}`)}
            value={shown.stated[name] ?? ''}
            min={10}
            max={250}
            decimalScale={1}
            clampBehavior="blur"
            hideControls
            suffix={` ${unitName('cm', t)}`}
            onValueChange={({ floatValue }) => (floatValue === undefined || (floatValue >= 10 && floatValue <= 250) ? state(name, floatValue) : undefined)}
          />
        ))}
      </fieldset>
    </div>
  )
}

/** An address of a file for as long as it is shown. */
function useAddressOf(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return setAddress(null)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
