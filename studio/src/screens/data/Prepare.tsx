/** A file that lies ready: as what it is read, which column says what, and what would come of it. */
import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type DryRun, type Upload, useDryRun, useStartImport } from '@/api'
import { Loaded, Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Say, useWords } from '@/locale'
import classes from './Data.module.css'
import { changedColumns } from './columns'
import { named, placeWords } from './words'

/** Read by its columns, not by a format that has a name. */
const MAPPED = 'table'

export function Prepare({ upload, onEnd }: { upload: Upload; onEnd: (job: string | null) => void }) {
  const { t, format } = useWords()
  const best = upload.kinds[0]?.kind ?? ''
  const [kind, setKind] = useState(best)
  const [columns, setColumns] = useState<Record<string, string>>(upload.columns)
  const [currency, setCurrency] = useState('')
  const [save_as, setSaveAs] = useState('')
  const isMapped = upload.header.length > 0 && (kind === MAPPED || kind === '')
  const wanted = { kind: isMapped ? '' : kind, columns: isMapped ? columns : {}, currency: isMapped ? currency : '', save_as: '' }
  const dry = useDryRun(upload.id, wanted)
  const start = useStartImport()
  const kinds = [...upload.kinds.map(({ kind: value, title, sureness }) => ({ value, label: t('data.prepare.sure', { title: named('kind', value, t, title), share: format.percent(sureness, 0) }) }))]
  if (upload.header.length > 0 && !kinds.some(({ value }) => value === MAPPED)) kinds.push({ value: MAPPED, label: named('kind', MAPPED, t) })
  return (
    <Section title={t('data.prepare.title', { name: upload.name })}>
      <div className={classes.prepare}>
        <div className={classes.wishes}>
          <Select label={t('data.prepare.as')} data={kinds} value={kind} onChange={(value) => setKind(value ?? best)} allowDeselect={false} />
          {isMapped ? (
            <>
              <fieldset className={classes.columns}>
                <legend className="label">{t('data.prepare.columns')}</legend>
                {upload.fields.map((field) => (
                  <Select
                    key={field}
                    size="xs"
                    label={t(`data.field.${field}` as 'data.field.name')}
                    placeholder={t('data.prepare.noColumn')}
                    data={upload.header}
                    value={columns[field] ?? null}
                    onChange={(value) => setColumns(changedColumns(columns, field, value))}
                    clearable
                    clearButtonProps={{ 'aria-label': t('data.prepare.without', { field: t(`data.field.${field}` as 'data.field.name') }) }}
                    searchable
                  />
                ))}
              </fieldset>
              <TextInput label={t('data.prepare.currency')} placeholder={t('data.prepare.currencyLike')} maxLength={3} value={currency} onChange={({ currentTarget }) => setCurrency(asCurrency(currentTarget.value))} />
              <TextInput label={t('data.prepare.saveAs')} description={t('data.prepare.saveAsHint')} maxLength={120} value={save_as} onChange={({ currentTarget }) => setSaveAs(currentTarget.value)} />
            </>
          ) : null}
          {start.error ? <ErrorNote error={asApiError(start.error)} compact /> : null}
          <div className={classes.buttons}>
            <Button
              loading={start.isPending}
              disabled={dry.isError}
              onClick={() => start.mutate({ id: upload.id, ...wanted, save_as: isMapped ? save_as.trim() : '' }, { onSuccess: (job) => onEnd(job.id) })}
            >
              {t('data.prepare.start')}
            </Button>
            <Button variant="subtle" onClick={() => onEnd(null)}>
              {t('data.prepare.leave')}
            </Button>
          </div>
        </div>
        <Loaded query={dry} skeleton={<TableSkeleton columns={3} rows={4} />}>
          {(found) => <Outcome found={found} />}
        </Loaded>
      </div>
    </Section>
  )
}

const asCurrency = (text: string) => text.toUpperCase().replace(/[^A-Z]/g, '')

function Outcome({ found }: { found: DryRun }) {
  const { t } = useWords()
  return (
    <div className={classes.outcome} aria-live="polite">
      <div className={classes.figures}>
        <Figure size="small" label={t('data.prepare.read')} value={found.read} how="measured" source={t('data.prepare.dry')} />
        <Figure size="small" label={t('data.prepare.accepted')} value={found.accepted} how="measured" />
        <Figure size="small" label={t('data.prepare.refused')} value={found.quarantined} how="measured" />
      </div>
      {found.good.length > 0 ? (
        <>
          <h3 className="label">{t('data.prepare.wouldCome')}</h3>
          <ul className={classes.rows}>
            {found.good.map(({ place, records, pictures }) => (
              <li key={place}>
                <span className="quiet small">{placeWords(place, t)}</span>
                <span dir="auto">{records.map((record) => inWords(record, t)).join(' · ')}</span>
                {pictures.length > 0 ? <span className="quiet small">{t('data.prepare.pictures', { count: pictures.length })}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {found.refused.length > 0 ? (
        <>
          <h3 className="label">{t('data.prepare.wouldNot')}</h3>
          <ul className={classes.rows}>
            {found.refused.map(({ place, code, reason }) => (
              <li key={place}>
                <span className="quiet small">{placeWords(place, t)}</span>
                <span dir="auto">{reason}</span>
                <code className="small">{code}</code>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

/** A record by its kind and what people would know it by. */
function inWords(record: Record<string, unknown>, t: Say): string {
  const known = ['name', 'colour', 'size', 'amount', 'gtin', 'kind'].map((key) => record[key]).find((value) => (typeof value === 'string' || typeof value === 'number') && value !== '')
  return [named('record', String(record.type), t), known, known === record.amount ? record.currency : ''].filter(Boolean).join(' ')
}
