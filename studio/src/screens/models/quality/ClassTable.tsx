/** Every class against the rest, weakest first. */
import type { EvaluationWhole } from '@/api'
import { useWords } from '@/locale'
import lab from '../../lab/Lab.module.css'
import { Scroller } from '../../lab/Scroller'

const COLUMNS = ['n', 'precision', 'recall', 'f1', 'roc_auc', 'average_precision'] as const

export function ClassTable({ evaluation }: { evaluation: EvaluationWhole }) {
  const { t, format } = useWords()
  const rows = [...evaluation.per_class].sort((a, b) => a.f1 - b.f1)
  return (
    <Scroller label={t('quality.classes')}>
      <table className={lab.table}>
        <thead>
          <tr>
            <th scope="col">{t('quality.class')}</th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="numbers">
                {t(`quality.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row" dir="auto">
                {row.label}
              </th>
              <td className="numbers">{format.number(row.n)}</td>
              {COLUMNS.slice(1).map((column) => (
                <td key={column} className="numbers">
                  {typeof row[column] === 'number' ? format.percent(row[column], 2) : '–'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  )
}
