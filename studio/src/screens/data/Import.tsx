/** A file comes in: laid down, recognised or mapped, tried dry, imported; and what came in before. */
import { asApiError, type Import as Run, useImports, useUploadFile } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { ANY, DropZone } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import classes from './Data.module.css'
import { named } from './words'
import { JobOf } from './JobOf'
import { Prepare } from './Prepare'

/** Any file may hold a catalogue; the server looks inside. */
const FILES = { accept: [ANY], mostFiles: 1, mostBytes: 64_000_000 }

export function Import() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const upload = useUploadFile()
  const job = query.get('job')
  return (
    <>
      <DropZone label={t('data.import.drop')} hint={t('data.import.hint')} limits={FILES} busy={upload.isPending} onFiles={([file]) => file && upload.mutate(file)} />
      {upload.error ? <ErrorNote error={asApiError(upload.error)} /> : null}
      {upload.data ? (
        <Prepare
          key={upload.data.id}
          upload={upload.data}
          onEnd={(started) => {
            upload.reset()
            if (started) change({ job: started })
          }}
        />
      ) : null}
      {job ? <JobOf id={job} /> : null}
      <Section title={t('data.import.before')}>
        <Before />
      </Section>
    </>
  )
}

function Before() {
  const { t, format } = useWords()
  return (
    <Loaded query={useImports()} skeleton={<TableSkeleton columns={5} rows={3} />}>
      {({ items }) => (
        <div className={classes.table}>
          <DataTable
            label={t('data.import.before')}
            columns={columnsOf(t, format)}
            rows={items}
            rowKey={({ id }) => String(id)}
            empty={<p className="quiet">{t('data.import.none')}</p>}
            remember="imports"
          />
        </div>
      )}
    </Loaded>
  )
}

function columnsOf(t: Say, format: Format): Column<Run>[] {
  const counted = (key: 'read' | 'added' | 'updated' | 'unchanged' | 'quarantined'): Column<Run> => ({
    key,
    label: t(`data.import.${key}`),
    numeric: true,
    cell: (run) => format.number(run[key]),
    value: (run) => run[key],
  })
  return [
    { key: 'source', label: t('data.import.source'), width: 'minmax(160px, 2fr)', cell: ({ source }) => <bdi>{source}</bdi>, value: ({ source }) => source },
    { key: 'kind', label: t('data.import.kind'), cell: ({ kind }) => named('kind', kind, t), value: ({ kind }) => kind },
    counted('read'),
    counted('added'),
    counted('updated'),
    counted('unchanged'),
    counted('quarantined'),
    {
      key: 'started',
      label: t('data.import.when'),
      width: 'minmax(120px, 1fr)',
      cell: (run) => (run.is_done ? format.ago(run.started_at) : t('data.import.unfinished')),
      value: ({ started_at: at }) => at,
    },
  ]
}
