/** Two things side by side, and below them what differs. */
import { type ReactNode, useId } from 'react'
import { useWords } from '@/locale'
import { type FigureStyle, written } from '@/kit/Figure'
import { type How, HowBadge } from '@/kit/HowBadge'
import classes from './Compare.module.css'

export interface CompareSide {
  title: string
  /** A quiet line: version, date. */
  line?: string
  content?: ReactNode
}

export interface CompareRow {
  label: string
  /** Words, or numbers; null: not known. */
  left: string | number | null
  right: string | number | null
  style?: FigureStyle
  unit?: string
  digits?: number
  /** Which way is good; then the better side is marked. */
  better?: 'higher' | 'lower'
  how?: How
}

export interface CompareProps {
  left: CompareSide
  right: CompareSide
  rows: readonly CompareRow[]
  /** Rows in which both sides are alike are left out. */
  onlyDifferences?: boolean
}

export function Compare({ left, right, rows, onlyDifferences = false }: CompareProps) {
  const { t } = useWords()
  const id = useId()
  const shown = onlyDifferences ? rows.filter((row) => row.left !== row.right) : rows
  return (
    <div className={classes.compare}>
      <div className={classes.sides}>
        {[left, right].map((side, index) => (
          <section key={index} className={classes.side} aria-labelledby={`${id}-${index}`}>
            {side.content}
            <h3 className={classes.title} id={`${id}-${index}`} dir="auto">
              {side.title}
            </h3>
            {side.line ? <p className="quiet small">{side.line}</p> : null}
          </section>
        ))}
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{t('kit.compare.same')}</p>
      ) : (
        <table className={classes.rows}>
          <caption className="unseen">{t('kit.compare.caption', { left: left.title, right: right.title })}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{left.title}</th>
              <th scope="col">{t('kit.compare.what')}</th>
              <th scope="col">{right.title}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row key={row.label} row={row} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Row({ row }: { row: CompareRow }) {
  const { t, format } = useWords()
  const say = (value: string | number | null) =>
    value === null ? '–' : typeof value === 'string' ? value : written(value, row.style ?? 'number', row.digits, format) + (row.unit ? ` ${row.unit}` : '')
  const winner = winnerOf(row)
  const mark = (side: 'left' | 'right') => (winner === side ? <span className="unseen">{t('kit.compare.better')}</span> : null)
  return (
    <tr data-same={row.left === row.right}>
      <td className={classes.left} data-better={winner === 'left'} dir="auto">
        {say(row.left)} {mark('left')}
      </td>
      <th scope="row" className={classes.what}>
        {row.label} {row.how ? <HowBadge how={row.how} bare /> : null}
      </th>
      <td className={classes.right} data-better={winner === 'right'} dir="auto">
        {say(row.right)} {mark('right')}
      </td>
    </tr>
  )
}

function winnerOf({ left, right, better }: CompareRow): 'left' | 'right' | null {
  if (!better || typeof left !== 'number' || typeof right !== 'number' || left === right) return null
  return left > right === (better === 'higher') ? 'left' : 'right'
}
