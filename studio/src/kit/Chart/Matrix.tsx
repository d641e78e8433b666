/** A matrix whose cells are real: walked with the arrow keys, read out, chosen with Enter or a click. */
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '@/locale'
import type { MatrixData, Pick } from './data'
import { say } from './options/base'
import { isDeep } from './options/matrix'
import { toneOf } from './tone'
import classes from './Chart.module.css'

const STEPS = 9

export interface MatrixProps {
  data: MatrixData
  label: string
  onPick?: ((pick: Pick) => void) | undefined
}

export function Matrix({ data, label, onPick }: MatrixProps) {
  const { format } = useWords()
  const [at, setAt] = useState<[number, number]>([0, 0])
  const table = useRef<HTMLTableElement>(null)

  const go = (event: KeyboardEvent) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key]
    if (!step) return
    event.preventDefault()
    const next: [number, number] = [
      Math.min(data.rows.length - 1, Math.max(0, at[0] + step[0]!)),
      Math.min(data.columns.length - 1, Math.max(0, at[1] + step[1]!)),
    ]
    setAt(next)
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.join(' ')}"]`)?.focus()
  }
  return (
    <div className={classes.matrixBox}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrow keys go from cell to cell */}
      <table ref={table} className={classes.matrix} aria-label={label} onKeyDown={go}>
        <thead>
          <tr>
            <td />
            <th colSpan={data.columns.length} className="label" scope="colgroup">
              {data.columnLabel}
            </th>
          </tr>
          <tr>
            <th className="label" scope="col">
              {data.rowLabel}
            </th>
            {data.columns.map((column) => (
              <th key={column} scope="col" className={classes.column} title={column}>
                <span dir="auto">{column}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, rowAt) => (
            <tr key={row}>
              <th scope="row" dir="auto">
                {row}
              </th>
              {data.columns.map((column, columnAt) => {
                const value = data.values[rowAt]?.[columnAt] ?? null
                const tone = toneOf(data, rowAt, columnAt)
                const colour = `--${data.scale === 'difference' ? 'difference' : 'quantity'}-${1 + Math.round(tone * (STEPS - 1))}`
                const text = value === null ? '' : say(value, data.value, format)
                const isHere = at[0] === rowAt && at[1] === columnAt
                return (
                  <td key={column} className={classes.cellBox}>
                    <button
                      type="button"
                      className={classes.cell}
                      style={{ '--tone': value === null ? 'transparent' : `var(${colour})` } as CSSProperties}
                      data-deep={value !== null && isDeep(tone, data)}
                      data-zero={value === 0}
                      data-cell={`${rowAt} ${columnAt}`}
                      data-same={row === column}
                      tabIndex={isHere ? 0 : -1}
                      aria-label={`${data.rowLabel} ${row}, ${data.columnLabel} ${column}: ${text}`}
                      aria-disabled={!onPick}
                      onFocus={() => setAt([rowAt, columnAt])}
                      onClick={() => onPick?.({ series: '', index: rowAt * data.columns.length + columnAt, row, column })}
                    >
                      {text}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
