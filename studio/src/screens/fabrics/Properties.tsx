/** What is predicted of a cloth: the numbers one asks for first, then all, each with interval, validity and source. */
import type { FabricSheet } from '@/api'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { useWords } from '@/locale'
import { type Group, GROUPS, LARGE, nameOf, type Property, saidStatus, sayBetween, sayProperty, scaled, worth } from './numbers'
import classes from './Fabrics.module.css'

export function Properties({ sheet }: { sheet: FabricSheet }) {
  const { t, language } = useWords()
  return (
    <>
      <div className={classes.figures}>
        {LARGE.flatMap((key) => {
          const property = sheet.properties[key]
          if (!property) return []
          const { by, unit } = scaled(property.value, property.unit)
          return [
            <Figure key={key} size="small" label={nameOf(property, language)} value={worth(property.value * by)} unit={unit} interval={[worth(property.interval[0] * by), worth(property.interval[1] * by)]} how="predicted" />,
          ]
        })}
      </div>
      <p className="quiet small">{t('fabric.howInterval')}</p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
      <div className={classes.scroll} role="region" aria-label={t('fabric.allProperties')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('fabric.column.property')}</th>
              <th scope="col">{t('fabric.column.value')}</th>
              <th scope="col">{t('fabric.column.interval')}</th>
              <th scope="col">{t('fabric.column.status')}</th>
              <th scope="col">{t('fabric.column.source')}</th>
            </tr>
          </thead>
          {(Object.keys(GROUPS) as Group[]).map((group) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={5} className="label">
                  {t(`fabric.group.${group}`)}
                </th>
              </tr>
              {GROUPS[group].map((key) => {
                const property = sheet.properties[key]
                return property ? <Row key={key} property={property} /> : null
              })}
            </tbody>
          ))}
        </table>
      </div>
    </>
  )
}

function Row({ property }: { property: Property }) {
  const { t, language, format } = useWords()
  return (
    <tr>
      <th scope="row">{nameOf(property, language)}</th>
      <td className={classes.number}>
        {sayProperty(property, format)} <HowBadge how="predicted" bare />
      </td>
      <td className={classes.number}>{sayBetween(property, t, format)}</td>
      <td className="small">
        {saidStatus(property, t)}
        {property.is_within ? null : <div className={classes.beyond}>{t('fabric.beyond', { low: format.number(property.valid[0]), high: format.number(property.valid[1]) })}</div>}
      </td>
      <td className="small quiet">
        <span lang="en">{property.source}</span>
        {property.doi ? <div>{t('fabric.doi', { doi: property.doi })}</div> : null}
      </td>
    </tr>
  )
}
