/** What the cloth's colours mean, with numbers: the ramp, its ends and its middle. */
import type { Heat } from '@/api'
import { useWords } from '@/locale'
import { FARTHEST_MM } from './geometry'
import { unitName } from './words'
import classes from './Result.module.css'

export function HeatLegend({ heat, limit }: { heat: Heat; limit: number }) {
  const { t, format } = useWords()
  if (heat === 'none') return null
  const say = (share: number) => (heat === 'stretch' ? format.percent(share * limit, share * limit * 100 === Math.round(share * limit * 100) ? 0 : 1) : `${format.number(share * FARTHEST_MM)} ${unitName('mm', t)}`)
  return (
    <div className={classes.legend} role="img" aria-label={`${t(`fit.sizes.${heat}Legend`)}: ${say(0)} – ${say(1)}`}>
      <span className={classes.ramp} data-heat={heat} />
      <span className={classes.ends}>
        <span>{say(0)}</span>
        <span>{say(0.5)}</span>
        <span>{say(1)}</span>
      </span>
      <span className={`small quiet ${classes.legendWords}`}>{t(`fit.sizes.${heat}Legend`)}</span>
    </div>
  )
}
