/** The pattern as files: for a printer, for CAD, for GarmentCode. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type ApiError, asApiError, type DraftWanted, patternFile, type PatternForm } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { DownloadIcon } from '@/kit/Icon'
import { fileName, save } from '@/kit/Save'
import { useWords } from '@/locale'
import classes from './Pattern.module.css'

/** Each file's name in full: two of them are JSON. */
const FORMS: readonly (readonly [form: PatternForm, shown: string, ending: string])[] = [
  ['svg', 'SVG', 'svg'],
  ['pdf', 'PDF', 'pdf'],
  ['dxf', 'DXF', 'dxf'],
  ['rul', 'RUL', 'rul'],
  ['garmentcode', 'GarmentCode', 'garmentcode.json'],
  ['json', 'JSON', 'json'],
]

export function Downloads({ wanted, name }: { wanted: DraftWanted; name: string }) {
  const { t } = useWords()
  const [busy, setBusy] = useState<PatternForm | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const fetchFile = async (form: PatternForm, ending: string) => {
    setBusy(form)
    setError(null)
    try {
      save(fileName(name, ending), await patternFile(form, wanted))
    } catch (cause) {
      setError(asApiError(cause))
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className={classes.stack}>
      <div className={classes.files} role="group" aria-label={t('fit.pattern.files')}>
        <span className={`small quiet ${classes.filesLabel}`}>
          <DownloadIcon size={15} aria-hidden />
          {t('fit.pattern.files')}
        </span>
        {FORMS.map(([form, shown, ending]) => (
          <Button key={form} size="compact-sm" variant="default" loading={busy === form} onClick={() => void fetchFile(form, ending)}>
            {shown}
          </Button>
        ))}
      </div>
      {error ? <ErrorNote error={error} compact /> : null}
    </div>
  )
}
