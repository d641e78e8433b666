/** What a coloured garment shows, in numbers: each panel's pull and its distance from the skin. */
import type { StageFacts } from '@/kit/Stage3D'
import { useWords } from '@/locale'
import { capital, unitName } from '@/screens/fit/words'
import { partName } from '../pattern/partNames'
import classes from './Round.module.css'

export function PanelTable({ facts, kinds }: { facts: StageFacts; kinds: readonly string[] | null }) {
  const { t, format } = useWords()
  return (
    <details className={classes.numbers} open={kinds !== null}>
      <summary>{t('garment.round.table')}</summary>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t('garment.round.panel')}</th>
            <th scope="col">{t('garment.round.most')}</th>
            <th scope="col">{t('garment.round.far')}</th>
          </tr>
        </thead>
        <tbody>
          {facts.panels.map(({ name, stretch, clearance_mm }, place) => (
            <tr key={name}>
              <th scope="row">
                {kinds ? <span className={classes.swatch} style={{ background: kinds[place % kinds.length] }} aria-hidden /> : null}
                {capital(partName(name, t))}
              </th>
              <td>{format.percent(stretch, 1)}</td>
              <td>{`${format.number(clearance_mm, 0)} ${unitName('mm', t)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
