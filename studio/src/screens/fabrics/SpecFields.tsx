/** What is stated of a cloth, in the notations of the trade; what cannot be is said at its field, with what can. */
import { MultiSelect, SegmentedControl, Select, TextInput } from '@mantine/core'
import type { ApiError } from '@/api'
import { useWords } from '@/locale'
import { type Field, FINISHES, type Finish, notations, type SpecForm, STITCHES } from './spec'
import classes from './Fabrics.module.css'

interface SpecFieldsProps {
  form: SpecForm
  onChange: (change: Partial<SpecForm>) => void
  error: ApiError | null
  /** The field that the error is about. */
  field: Field | null
  /** What was understood, in the other notations. */
  construction: Record<string, unknown> | undefined
}

export function SpecFields({ form, onChange, error, field, construction }: SpecFieldsProps) {
  const { t } = useWords()
  const understood = (key: string) => (error ? '' : notations(construction?.[key]).join(' = '))
  const text = (key: 'name' | 'blend' | 'sett' | 'warp' | 'weft' | 'loop' | 'yarn' | 'gauge' | 'coating', description = '', whole = false) => (
    <TextInput
      className={whole ? classes.whole! : ''}
      label={t(`fabric.field.${key}`)}
      description={description || undefined}
      value={form[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
      error={field === key && error ? <Reason error={error} /> : undefined}
    />
  )
  const sett = error ? '' : String(construction?.sett_per_inch ?? '')
  return (
    <div className={classes.form}>
      {text('name', '', true)}
      {text('blend', t('fabric.hint.blend'), true)}
      <SegmentedControl
        className={classes.whole!}
        aria-label={t('fabric.field.kind')}
        value={form.kind}
        onChange={(kind) => onChange({ kind: kind as SpecForm['kind'] })}
        data={(['woven', 'knit'] as const).map((kind) => ({ value: kind, label: t(`fabric.kind.${kind}`) }))}
      />
      {form.kind === 'woven' ? (
        <>
          {text('sett', sett || t('fabric.hint.sett'), true)}
          {text('warp', understood('warp') || t('fabric.hint.yarn'))}
          {text('weft', understood('weft') || t('fabric.hint.yarn'))}
        </>
      ) : (
        <>
          <Select
            label={t('fabric.field.stitch')}
            allowDeselect={false}
            value={form.stitch}
            data={STITCHES.map((stitch) => ({ value: stitch, label: t(`fabric.stitch.${stitch.replace(' ', '_') as 'jersey'}`) }))}
            onChange={(stitch) => onChange({ stitch: stitch ?? 'jersey' })}
            error={field === 'stitch' && error ? <Reason error={error} /> : undefined}
          />
          {text('loop')}
          {text('yarn', understood('yarn') || t('fabric.hint.yarn'))}
          {text('gauge')}
        </>
      )}
      <MultiSelect label={t('fabric.field.finish')} value={form.finish} data={FINISHES.map((finish) => ({ value: finish, label: t(`fabric.finish.${finish}`) }))} onChange={(finish) => onChange({ finish: finish as Finish[] })} />
      {text('coating')}
    </div>
  )
}

/** Why it cannot be, and the nearest that can. */
function Reason({ error }: { error: ApiError }) {
  return (
    <>
      {error.detail} <strong>{error.remedy}</strong>
    </>
  )
}
