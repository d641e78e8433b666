/** Every property held against the measured cloths that are shipped: a chart, each value, and what is unvalidated. */
import { Select } from '@mantine/core'
import { useState } from 'react'
import { type FabricValidation, useFabricValidation } from '@/api'
import { Loaded, Section } from '@/app'
import { Chart } from '@/kit/Chart'
import { HowBadge } from '@/kit/HowBadge'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { nameOf, scaled, worth } from './numbers'
import classes from './Fabrics.module.css'

export function Validation() {
  const validation = useFabricValidation()
  return (
    <Loaded query={validation} skeleton={<PageSkeleton />}>
      {(found) => (
        <>
          <Against found={found} />
          <Properties found={found} />
        </>
      )}
    </Loaded>
  )
}

function Against({ found }: { found: FabricValidation }) {
  const { t, language, format } = useWords()
  const every = [...new Set(found.rows.map(({ of }) => of))]
  const [of, setOf] = useState(every[0] ?? '')
  const own = found.properties.find((each) => each.of === of)
  const unitOf = (key: string) => found.properties.find((each) => each.of === key || each.held_as === key)?.unit ?? ''
  const name = (key: string) => {
    const property = found.properties.find((each) => each.of === key)
    return property ? nameOf(property, language) : t(`fabric.valid.of.${key as 'bending_n_m'}`)
  }
  const rows = found.rows.filter((row) => row.of === of)
  const { by, unit } = scaled(Math.min(...rows.map(({ measured }) => measured)), own?.unit ?? unitOf(of))
  const say = (value: number) => format.number(worth(value * by))
  const points = (covered: boolean) => rows.filter((row) => row.is_covered === covered).map((row) => ({ x: row.measured * by, y: row.predicted * by, label: row.name }))
  return (
    <Section title={t('fabric.valid.title')}>
      <Select className={classes.choose!} label={t('fabric.valid.which')} allowDeselect={false} value={of} data={every.map((key) => ({ value: key, label: name(key) }))} onChange={(next) => setOf(next ?? of)} />
      <div className={classes.against}>
        <Chart
          title={t('fabric.valid.chart', { of: name(of) })}
          how="predicted"
          source={rows[0] ? `doi:${rows[0].doi}` : undefined}
          data={{
            kind: 'scatter',
            x: { label: t('fabric.valid.measured'), unit, scale: 'log' },
            y: { label: t('fabric.valid.predicted'), unit, scale: 'log' },
            groups: [
              { name: t('fabric.valid.within'), points: points(true) },
              { name: t('fabric.valid.beyond'), points: points(false) },
            ].filter((group) => group.points.length > 0),
          }}
        />
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
        <div className={classes.scroll} role="region" aria-label={t('fabric.valid.each', { of: name(of) })} tabIndex={0}>
          <table className={`${classes.table} ${classes.values}`}>
            <thead>
              <tr>
                <th scope="col">{t('fabric.valid.cloth')}</th>
                <th scope="col">{unit ? `${t('fabric.valid.measured')}, ${unit}` : t('fabric.valid.measured')}</th>
                <th scope="col">{t('fabric.valid.predicted')}</th>
                <th scope="col">{t('fabric.valid.off')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row" lang="en">
                    {row.name}
                  </th>
                  <td className={classes.number}>
                    {say(row.measured)} <HowBadge how="measured" bare />
                  </td>
                  <td className={classes.number}>
                    {say(row.predicted)} <HowBadge how="predicted" bare />
                    <div className="quiet small">{t('fabric.between', { low: say(row.low), high: say(row.high) })}</div>
                  </td>
                  <td className={`${classes.number} ${row.is_covered ? '' : classes.beyond}`}>
                    {row.error_pct > 0 ? '+' : ''}
                    {format.number(Math.round(row.error_pct))}%
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
      {rows[0] ? (
        <p className="quiet small">
          <span lang="en">{rows[0].method}</span>; ±{format.number(100 * rows[0].uncertainty)}%; {rows[0].is_assumed ? `${t('fabric.valid.assumed')}; ` : ''}
          {t('fabric.doi', { doi: rows[0].doi })}
        </p>
      ) : null}
    </Section>
  )
}

function Properties({ found }: { found: FabricValidation }) {
  const { t, language, format } = useWords()
  const held = found.properties.filter(({ agreement }) => agreement !== null).length
  return (
    <Section title={t('fabric.valid.table')}>
      <p className="quiet small">
        {t('fabric.valid.properties', { held, all: found.properties.length })} {t('fabric.valid.surrogate')}
      </p>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
      <div className={classes.scroll} role="region" aria-label={t('fabric.valid.table')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              {(['which', 'rows', 'factor', 'error', 'bias', 'inside', 'source'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`fabric.valid.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.properties.map((each) => (
              <tr key={each.of}>
                <th scope="row">{nameOf(each, language)}</th>
                {each.agreement ? (
                  <>
                    <td className={classes.number}>{format.number(each.agreement.rows)}</td>
                    <td className={classes.number}>{format.number(each.agreement.median_factor, 2)}</td>
                    <td className={classes.number}>{format.number(Math.round(each.agreement.mape))}%</td>
                    <td className={classes.number}>{format.number(each.agreement.bias, 2)}</td>
                    <td className={classes.number}>{format.number(Math.round(100 * each.agreement.coverage))}%</td>
                    <td className="small">
                      {each.agreement.sources.map((doi) => t('fabric.doi', { doi })).join(' ')}
                      <div className="quiet">{[each.agreement.is_assumed ? t('fabric.valid.assumed') : '', each.held_as === each.of ? '' : t('fabric.valid.mean')].filter(Boolean).join(language === 'zh-CN' ? '；' : '; ')}</div>
                    </td>
                  </>
                ) : (
                  <td colSpan={6} className="small quiet">
                    {t('fabric.valid.none')}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
