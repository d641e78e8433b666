/**
 * The confusion matrix as a table of buttons: rows are what a picture shows, columns what the model said.
 *
 * What is right stands as a quiet number; what is wrong is shaded by its share of the row, so that the eye goes there.
 */
import { type KeyboardEvent, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { Scroller } from '../../lab/Scroller'
import classes from './Confusion.module.css'

interface Cell {
  actual: string
  predicted: string
}

export interface ConfusionProps {
  labels: readonly string[]
  counts: readonly (readonly number[])[]
  chosen: Cell | null
  onChoose: (cell: Cell & Record<string, string>) => void
}

/** The steps of the quantity scale that carry text well in both themes; the middle one does not. */
const STEPS = [1, 2, 3, 4, 6, 7, 8] as const
/** A fifth of a class gone to another is as bad as the scale shows. */
const WORST_SHARE = 0.2

export function stepOf(count: number, row: number): number {
  if (count === 0 || row === 0) return 0
  const share = Math.min(1, count / row / WORST_SHARE)
  return STEPS[Math.min(STEPS.length - 1, Math.floor(Math.sqrt(share) * STEPS.length))]!
}

const MOVES: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

export function Confusion({ labels, counts, chosen, onChoose }: ConfusionProps) {
  const { t, format } = useWords()
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<readonly [number, number]>(() => worstCell(counts))
  const move = (event: KeyboardEvent) => {
    const step = MOVES[event.key]
    if (!step) return
    event.preventDefault()
    const to = [clamped(at[0] + step[0], labels.length), clamped(at[1] + step[1], labels.length)] as const
    setAt(to)
    table.current?.querySelector<HTMLElement>(`[data-cell="${to[0]} ${to[1]}"]`)?.focus()
  }
  return (
    <figure className={classes.figure}>
      <Scroller label={t('models.confusion')}>
        <table className={classes.matrix} ref={table} onKeyDown={move}>
          <caption className={classes.caption}>{t('models.confusionHint')}</caption>
          <thead>
            <tr>
              <th scope="col" className={classes.corner}>
                <span>{t('models.shown')}</span>
                <span>{t('models.said')}</span>
              </th>
              {labels.map((label) => (
                <th key={label} scope="col" className={classes.column}>
                  <span dir="auto">{label}</span>
                </th>
              ))}
              <th scope="col" className={classes.column}>
                <span>{t('models.found')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {labels.map((actual, row) => {
              const line = counts[row] ?? []
              const total = line.reduce((sum, count) => sum + count, 0)
              return (
                <tr key={actual}>
                  <th scope="row" className={classes.row} dir="auto">
                    {actual}
                  </th>
                  {labels.map((predicted, column) => {
                    const count = line[column] ?? 0
                    const isRight = row === column
                    return (
                      <td key={predicted} className={classes.cell}>
                        <button
                          type="button"
                          className={classes.button}
                          data-cell={`${row} ${column}`}
                          data-step={isRight ? 'right' : stepOf(count, total)}
                          tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                          aria-pressed={chosen?.actual === actual && chosen.predicted === predicted}
                          aria-label={t(isRight ? 'models.cellRight' : 'models.cellWrong', { actual, predicted, n: format.number(count) })}
                          onFocus={() => setAt([row, column])}
                          onClick={() => onChoose({ actual, predicted })}
                        >
                          {count === 0 ? '·' : format.number(count)}
                        </button>
                      </td>
                    )
                  })}
                  <td className={classes.share}>{total > 0 ? format.percent((line[row] ?? 0) / total) : '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroller>
    </figure>
  )
}

/** The keys begin where the most is wrong. */
function worstCell(counts: ConfusionProps['counts']): readonly [number, number] {
  let worst: readonly [number, number] = [0, 0]
  let most = -1
  counts.forEach((line, row) =>
    line.forEach((count, column) => {
      if (row !== column && count > most) {
        most = count
        worst = [row, column]
      }
    }),
  )
  return worst
}

const clamped = (index: number, count: number) => Math.min(count - 1, Math.max(0, index))
