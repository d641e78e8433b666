/** The table behind a chart. */
import { useWords } from '@/locale'
import type { ChartData } from './data'
import { say } from './options/base'
import { tableOf } from './table'
import classes from './Chart.module.css'

/** A table of ten thousand rows is for a spreadsheet; here are the first of them, and the CSV has all. */
const MOST_ROWS = 500

export function Table({ data, label, height }: { data: ChartData; label: string; height: number }) {
  const { t, format } = useWords()
  const { columns, rows, axes } = tableOf(data, t)
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by key
    <div className={classes.tableBox} style={{ maxHeight: Math.max(height, 240) }} tabIndex={0} role="region" aria-label={label}>
      <table className={classes.table}>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th key={at} scope="col" className={axes[at] ? 'numbers' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST_ROWS).map((row, rowAt) => (
            <tr key={rowAt}>
              {row.map((cell, at) => {
                const axis = axes[at]
                return (
                  <td key={at} className={axes[at] ? 'numbers' : undefined} dir="auto">
                    {typeof cell === 'number' && axis ? say(cell, axis, format) : cell === null || cell === undefined ? '–' : String(cell)}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS ? <p className={classes.more}>{t('kit.chart.moreRows', { shown: format.number(MOST_ROWS), all: format.number(rows.length) })}</p> : null}
    </div>
  )
}
