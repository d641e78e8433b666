/** Two or three kept cloths side by side, and worn through the same day. */
import { MultiSelect } from '@mantine/core'
import { type FabricGiven, type KeptFabric, useFabrics, useFabricSheets } from '@/api'
import { Loaded, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { HowBadge } from '@/kit/HowBadge'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Comfort } from './Comfort'
import { faceOf } from './Library'
import { type Group, GROUPS, nameOf, sayBetween, sayProperty } from './numbers'
import classes from './Fabrics.module.css'

const MOST = 3

export function Compare() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const fabrics = useFabrics()
  return (
    <Loaded query={fabrics} skeleton={<PageSkeleton />}>
      {(kept) => {
        if (kept.length < 2) {
          return (
            <EmptyState title={t('fabric.compare.emptyTitle')} action={{ label: t('fabric.state'), href: '/design/fabrics/of/new' }}>
              <p>{t('fabric.compare.empty')}</p>
            </EmptyState>
          )
        }
        const asked = query.getAll('of').filter((id) => kept.some((each) => each.id === id))
        const ids = asked.length > 0 ? asked : kept.slice(0, 2).map(({ id }) => id)
        return (
          <>
            <MultiSelect className={classes.choose!} label={t('fabric.compare.which')} description={t('fabric.compare.hint')} maxValues={MOST} searchable data={kept.map(({ id, name }) => ({ value: id, label: name }))} value={ids} onChange={(next) => change({ of: next })} />
            <Beside fabrics={ids.map((id) => kept.find((each) => each.id === id)!)} />
          </>
        )
      }}
    </Loaded>
  )
}

function Beside({ fabrics }: { fabrics: readonly KeptFabric[] }) {
  const { t, language, format } = useWords()
  const sheets = useFabricSheets(fabrics.map(({ id }) => id)).map(({ data }) => data)
  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
      <div className={classes.scroll} role="region" aria-label={t('fabric.compare.title')} tabIndex={0}>
        <table className={`${classes.table} ${classes.beside}`}>
          <thead>
            <tr>
              <td />
              {fabrics.map((fabric) => (
                <th key={fabric.id} scope="col">
                  <img src={faceOf(fabric)} alt="" />
                  {fabric.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('fabric.compare.composition')}</th>
              {sheets.map((sheet, at) => (
                <td key={at}>{String(sheet?.composition[language === 'zh-CN' ? 'zh' : 'en'] ?? '–')}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{t('fabric.compare.made')}</th>
              {sheets.map((sheet, at) => (
                <td key={at}>{String(sheet?.construction.sett ?? sheet?.construction.stitch ?? '–')}</td>
              ))}
            </tr>
          </tbody>
          {(Object.keys(GROUPS) as Group[]).map((group) => (
            <tbody key={group}>
              <tr>
                <th scope="rowgroup" colSpan={fabrics.length + 1} className="label">
                  {t(`fabric.group.${group}`)}
                </th>
              </tr>
              {GROUPS[group].map((key) => {
                const first = sheets.find(Boolean)?.properties[key]
                return first ? (
                  <tr key={key}>
                    <th scope="row">{nameOf(first, language)}</th>
                    {sheets.map((sheet, at) => {
                      const property = sheet?.properties[key]
                      return (
                        <td key={at}>
                          {property ? (
                            <>
                              <span className={classes.number}>{sayProperty(property, format)}</span> <HowBadge how="predicted" bare />
                              <div className="quiet small">{sayBetween(property, t, format)}</div>
                            </>
                          ) : (
                            '–'
                          )}
                        </td>
                      )
                    })}
                  </tr>
                ) : null
              })}
            </tbody>
          ))}
        </table>
      </div>
      <p className="quiet small">{t('fabric.howInterval')}</p>
      <Comfort title={t('fabric.comfort.beside')} cloths={fabrics.map(({ name, spec }) => ({ name, given: { ...spec, name } as FabricGiven }))} />
    </>
  )
}
