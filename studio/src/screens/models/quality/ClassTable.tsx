/** Every class against the rest, weakest first. */
import type { ClassScore, EvaluationDetail } from '@/api'
import { type Column, DataTable } from '@/kit/DataTable'
import { useWords } from '@/locale'

const SHARES = ['precision', 'recall', 'f1', 'roc_auc', 'average_precision'] as const

export function ClassTable({ evaluation }: { evaluation: EvaluationDetail }) {
  const { t, format } = useWords()
  const columns: Column<ClassScore>[] = [
    { key: 'label', label: t('quality.class'), cell: ({ label }) => label, value: ({ label }) => label },
    { key: 'n', label: t('quality.column.n'), numeric: true, cell: ({ n }) => format.number(n), value: ({ n }) => n },
    ...SHARES.map(
      (name): Column<ClassScore> => ({
        key: name,
        label: t(`quality.column.${name}`),
        numeric: true,
        cell: (row) => (typeof row[name] === 'number' ? format.percent(row[name], 2) : '–'),
        value: (row) => row[name],
      }),
    ),
  ]
  const rows = [...evaluation.per_class].sort((a, b) => a.f1 - b.f1)
  return <DataTable label={t('quality.classes')} columns={columns} rows={rows} rowKey={({ label }) => label} remember="lab-classes" />
}
