/** Packs that an allocation gives whole: pieces of each size, or so many of any one size. */
import { Button, NumberInput } from '@mantine/core'
import type { GarmentDemand } from '@/api'
import { useWords } from '@/locale'
import classes from './Plan.module.css'

/** In a pack: so many pieces of a size, of whichever; as the API says it. */
const ANY = '*'
const MOST = 20

export type Pack = Readonly<Record<string, number>>

export interface PacksProps {
  demand: GarmentDemand
  packs: readonly Pack[]
  onChange: (packs: readonly Pack[]) => void
}

export function Packs({ demand, packs, onChange }: PacksProps) {
  const { t, format } = useWords()
  const sizes = [...new Set(demand.skus.map(({ size }) => size)), ANY]
  const put = (at: number, size: string, value: number | string) => {
    const others = Object.entries(packs[at] ?? {}).filter(([name]) => name !== size)
    const pieces = typeof value === 'number' && value >= 1 ? [[size, Math.min(1000, Math.round(value))] as const] : []
    onChange(packs.map((pack, place) => (place === at ? Object.fromEntries([...others, ...pieces]) : pack)))
  }
  return (
    <details className={classes.packs}>
      <summary>{t('plan.packs.title')}</summary>
      <p className="small quiet">{t('plan.packs.what')}</p>
      {packs.map((pack, at) => (
        // A pack has no name but its place.
        <fieldset key={at} className={classes.pack}>
          <legend className="label">{t('plan.packs.pack', { number: format.number(at + 1) })}</legend>
          {sizes.map((size) => (
            <NumberInput
              key={size}
              label={size === ANY ? t('plan.packs.any') : size}
              min={0}
              max={1000}
              allowDecimal={false}
              allowNegative={false}
              value={pack[size] ?? ''}
              onChange={(value) => put(at, size, value)}
            />
          ))}
          <Button size="compact-md" variant="subtle" onClick={() => onChange(packs.filter((_, place) => place !== at))}>
            {t('plan.packs.remove')}
          </Button>
        </fieldset>
      ))}
      <Button size="compact-md" variant="default" disabled={packs.length >= MOST} onClick={() => onChange([...packs, {}])}>
        {t('plan.packs.add')}
      </Button>
    </details>
  )
}

/** The packs that hold anything, as an allocation is asked for them. */
export function filled(packs: readonly Pack[]): Record<string, number>[] {
  return packs.filter((pack) => Object.keys(pack).length > 0).map((pack) => ({ ...pack }))
}
