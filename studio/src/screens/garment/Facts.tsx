/** What the house knows of the garment, in its own words. */
import type { Garment } from '@/api'
import { HowBadge } from '@/kit/HowBadge'
import { inWords } from '@/house'
import { useWords } from '@/locale'
import { ownFacts } from './spoken'
import classes from './Garment.module.css'

const FACTS = ['category', 'brand', 'department', 'season', 'source', 'split'] as const

export function Facts({ garment }: { garment: Garment }) {
  const { t, format, language } = useWords()
  return (
    <dl className={classes.facts}>
      {garment.synthetic ? (
        <div className={classes.fact}>
          <dt className="label">{t('garment.origin')}</dt>
          <dd>
            <HowBadge how="synthetic" />
          </dd>
        </div>
      ) : null}
      {FACTS.map((name) => (garment[name] ? <Fact key={name} name={t(`garments.by.${name}`)} value={inWords(name, garment[name], t)} /> : null))}
      {ownFacts(garment, language, t).map(({ id, name, value }) => (
        <Fact key={`own ${id}`} name={name} value={value} />
      ))}
      <Fact name={t('garment.id')} value={garment.id} />
      <Fact name={t('garment.changed')} value={format.dateTime(garment.updated_at)} />
    </dl>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={classes.fact}>
      <dt className="label" dir="auto">
        {name}
      </dt>
      <dd dir="auto">{value}</dd>
    </div>
  )
}
