/** A garment that is known by a picture alone: the picture, its size and what is stated of it. */
import { Button, NumberInput, Select } from '@mantine/core'
import type { Programs, ShownGarment } from '@/api'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { unitName } from '@/screens/fit/words'
import classes from './Photo.module.css'

const STATED = ['length', 'chest', 'waist', 'hip'] as const

/** With an address to show its picture by, which whoever holds it gives back. */
export interface Shown extends ShownGarment {
  address: string
}

export interface ShownGarmentProps {
  sizes: Programs['charts'][number] | undefined
  shown: Shown | null
  onChange: (shown: Shown | null) => void
}

export function ShownChoice({ sizes, shown, onChange }: ShownGarmentProps) {
  const { t } = useWords()
  if (!shown) {
    return <DropZone compact label={t('onPhoto.shown.drop')} hint={t('onPhoto.shown.hint')} limits={ONE_PHOTO} onFiles={([picture]) => (picture ? onChange({ picture, address: URL.createObjectURL(picture), size: '', stated: {} }) : undefined)} />
  }
  const state = (name: string, value: number | undefined) => {
    const others = Object.entries(shown.stated).filter(([each]) => each !== name)
    onChange({ ...shown, stated: Object.fromEntries(value === undefined ? others : [...others, [name, value]]) })
  }
  return (
    <div className={classes.choice}>
      <figure className={classes.shown}>
        <img src={shown.address} alt={t('onPhoto.shown.alt')} />
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
