/** An EPCIS document laid down: what became of its events, each that was refused with its reason. */
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Captured, useCapture } from '@/api'
import { DataTable } from '@/kit/DataTable'
import { DropZone } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import classes from './Trace.module.css'

const DOCUMENTS = { accept: ['application/json', '.json', '.jsonld'], mostBytes: 1_000_000, mostFiles: 1 }

export function Capture() {
  const { t } = useWords()
  const capture = useCapture()
  const [isLenient, setLenient] = useState(false)
  return (
    <div className={classes.capture}>
      <p className="quiet">{t('trace.capture.what')}</p>
      <Checkbox checked={isLenient} onChange={(event) => setLenient(event.currentTarget.checked)} label={t('trace.capture.lenient')} />
      <DropZone label={t('trace.capture.drop')} hint={t('trace.capture.limits')} limits={DOCUMENTS} busy={capture.isPending} onFiles={([file]) => file && capture.mutate({ file, isLenient })} />
      {capture.error ? <ErrorNote error={asApiError(capture.error)} /> : null}
      <div role="status">{capture.data ? <Verdict found={capture.data} isLenient={isLenient} /> : null}</div>
    </div>
  )
}

function Verdict({ found, isLenient }: { found: Captured; isLenient: boolean }) {
  const { t } = useWords()
  return (
    <>
      <p>{t(found.success ? 'trace.capture.whole' : isLenient ? 'trace.capture.partly' : 'trace.capture.nothing')}</p>
      <div className={classes.figures}>
        <Figure label={t('trace.capture.added')} value={found.added} digits={0} how="measured" size="small" />
        <Figure label={t('trace.capture.known')} value={found.known} digits={0} how="measured" size="small" />
        <Figure label={t('trace.capture.refused')} value={found.refused} digits={0} how="measured" size="small" />
      </div>
      {found.errors.length > 0 ? (
        <DataTable
          label={t('trace.capture.refused')}
          rows={found.errors}
          rowKey={({ title, detail }) => `${title} ${detail}`}
          columns={[
            { key: 'event', label: t('trace.capture.event'), cell: ({ title }) => title, value: ({ title }) => title, width: 'minmax(140px, 2fr)' },
            { key: 'code', label: t('trace.capture.code'), cell: ({ type }) => type.replace('epcisException:', ''), value: ({ type }) => type, width: 'minmax(92px, 1fr)' },
            { key: 'why', label: t('trace.capture.why'), cell: ({ detail }) => <span lang="en">{detail}</span>, value: ({ detail }) => detail, width: 'minmax(200px, 5fr)' },
          ]}
        />
      ) : null}
    </>
  )
}
