/** Girths of the finished garment beside the body it is drafted for, and the ease between them. */
import type { Pattern } from '@/api'
import { type Column, DataTable } from '@/kit/DataTable'
import { useWords } from '@/locale'
import { capital, inOrder, named } from '@/screens/fit/words'

interface Line {
  zone: string
  finished: number
  body: number | null
}

export function Girths({ pattern, name }: { pattern: Pattern; name: string }) {
  const { t, format } = useWords()
  const rows = inOrder(pattern.girths).map(([zone, finished]): Line => ({ zone, finished, body: pattern.body[zone === 'chest' ? 'bust' : zone] ?? null }))
  const say = (value: number | null) => (value === null ? '–' : format.number(value, 1))
  const easeOf = ({ finished, body }: Line) => (body === null ? null : finished - body)
  const columns: Column<Line>[] = [
    { key: 'zone', label: t('fit.sizes.zone'), width: 'minmax(96px, 1.4fr)', cell: ({ zone }) => capital(named('zone', zone, t)), value: ({ zone }) => capital(named('zone', zone, t)) },
    { key: 'finished', label: t('fit.pattern.finished'), numeric: true, cell: ({ finished }) => say(finished), value: ({ finished }) => finished },
    { key: 'body', label: t('fit.pattern.bodyGirth'), numeric: true, cell: ({ body }) => say(body), value: ({ body }) => body },
    { key: 'ease', label: t('fit.pattern.easeGirth'), numeric: true, cell: (line) => say(easeOf(line)), value: easeOf },
  ]
  return <DataTable label={t('fit.pattern.girths', { name, size: pattern.size })} columns={columns} rows={rows} rowKey={({ zone }) => zone} />
}
