/** How one size fits, zone by zone: ease against what was wanted, stretch, distance from the skin, and what that means. */
import type { Size } from '@/api'
import { useWords } from '@/locale'
import { Verdict } from './Verdict'
import { capital, inOrder, named } from './words'
import classes from './Result.module.css'

export function ZoneTable({ size }: { size: Size }) {
  const { t, format } = useWords()
  const centimetres = (millimetres: number) => format.number(millimetres / 10, 1)
  return (
    <table className={classes.zones}>
      <caption className="unseen">{t('fit.sizes.zones', { size: size.size })}</caption>
      <thead>
        <tr>
          <th scope="col">{t('fit.sizes.zone')}</th>
          <th scope="col" className="numbers" title={t('fit.sizes.wantedMeaning')}>
            {t('fit.sizes.ease')}
            <span className={classes.headUnit}>{t('fit.units.cm')}</span>
          </th>
          <th scope="col" className="numbers">
            {t('fit.sizes.stretchHead')}
            <span className={classes.headUnit}>%</span>
          </th>
          <th scope="col" className="numbers">
            {t('fit.sizes.off')}
            <span className={classes.headUnit}>{t('fit.units.mm')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder(size.zones).map(([name, zone]) => (
          <tr key={name}>
            <th scope="row">
              <span className={classes.zoneName}>{capital(named('zone', name, t))}</span>
              <Verdict meaning={zone.verdict} />
            </th>
            <td className="numbers">
              {centimetres(zone.ease_mm)}
              <span className={classes.wanted}>{t('fit.sizes.wanted', { value: centimetres(zone.wanted_mm) })}</span>
            </td>
            <td className="numbers">{format.number((zone.stretch - 1) * 100, 1)}</td>
            <td className="numbers">{format.number(zone.clearance_mm, 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
