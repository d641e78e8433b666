/** The size that is put on, and the one beside it. */
import { Select } from '@mantine/core'
import { useWords } from '@/locale'
import classes from './Photo.module.css'

export interface SizePairProps {
  sizes: readonly string[]
  size: string
  /** Empty: none. */
  beside: string
  onChange: (size: string, beside: string) => void
}

export function SizePair({ sizes, size, beside, onChange }: SizePairProps) {
  const { t } = useWords()
  return (
    <div className={classes.sizes}>
      <Select label={t('onPhoto.size')} allowDeselect={false} value={size} data={[...sizes]} onChange={(next) => onChange(next ?? size, next === beside ? '' : beside)} />
      <Select
        label={t('onPhoto.beside')}
        allowDeselect={false}
        value={beside}
        data={[{ value: '', label: t('onPhoto.none') }, ...sizes.filter((each) => each !== size).map((each) => ({ value: each, label: each }))]}
        onChange={(next) => onChange(size, next ?? '')}
      />
    </div>
  )
}

/** The size of an address where there is such a one, else the first; and the next one up beside it. */
export function pairOf(sizes: readonly string[], first: string, size: string | null, beside: string | null): [size: string, beside: string] {
  const one = size !== null && sizes.includes(size) ? size : sizes.includes(first) ? first : (sizes[0] ?? '')
  const at = sizes.indexOf(one)
  const next = sizes[Math.min(at + 2, sizes.length - 1)] ?? ''
  const other = beside === null ? next : sizes.includes(beside) ? beside : ''
  return [one, other === one ? '' : other]
}
