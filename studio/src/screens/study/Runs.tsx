/** Every run, so that nobody has to believe a mean. */
import type { StudyRun } from '@/api'
import { type Column, DataTable } from '@/kit/DataTable'
import { useWords } from '@/locale'
import { Chapter } from './Chapter'
import { type Article, whoWords } from './facts'

const PARTS = ['training', 'validation', 'test'] as const

export function Runs({ article }: { article: Article }) {
  const { t, format } = useWords()
  const columns: Column<StudyRun>[] = [
    { key: 'who', label: t('study.runs.who'), cell: ({ who }) => whoWords(who, t), value: ({ who }) => whoWords(who, t) },
    { key: 'run', label: t('study.runs.run'), cell: ({ run }) => run, value: ({ run }) => run, width: 'minmax(80px, 1fr)' },
    ...PARTS.map(
      (part): Column<StudyRun> => ({
        key: part,
        label: t(`study.${part}`),
        numeric: true,
        cell: (row) => (row[part] === null ? '–' : format.percent(row[part] / 100, 2)),
        value: (row) => row[part],
      }),
    ),
  ]
  return (
    <Chapter label={t('study.runs.label')} title={t('study.runs.title')} words={<p>{t('study.runs.words')}</p>}>
      <DataTable label={t('study.runs.title')} columns={columns} rows={article.runs} rowKey={({ who, run }) => `${who} ${run}`} />
    </Chapter>
  )
}
