/** How a garment is cut: its program, options, chart and cloth. Drawn at once, kept when saved, taken back by an undo. */
import { Button, Select } from '@mantine/core'
import { asApiError, type Cut, type CutWanted, type Programs, useKeepCut } from '@/api'
import { tell } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { Options } from '@/screens/fit/Options'
import { named } from '@/screens/fit/words'
import { wantedOf } from './cut'
import classes from './Pattern.module.css'

export interface CutFormProps {
  id: string
  programs: Programs
  /** What is kept or guessed; null where nothing says how it is cut. */
  cut: Cut | null
  /** As it stands in the form. */
  shown: CutWanted
  onChange: (shown: CutWanted) => void
  isChanged: boolean
}

export function CutForm({ id, programs, cut, shown, onChange, isChanged }: CutFormProps) {
  const { t } = useWords()
  const keep = useKeepCut(id)
  const program = programs.programs.find((each) => each.id === shown.program)
  const before = cut?.is_kept ? wantedOf(cut) : null
  const store = async (wanted: CutWanted | null) => {
    try {
      // What is told afterwards is told by nobody who is still there: the form is drawn anew with the cut.
      await keep.mutateAsync(wanted)
      tell.undo(t(wanted ? 'fit.pattern.saved' : 'fit.pattern.forgotten'), t('kit.undo'), () => keep.mutate(before))
    } catch {
      // The form shows it.
    }
  }
  return (
    <form
      className={classes.stack}
      aria-label={t('fit.garment.options')}
      onSubmit={(event) => {
        event.preventDefault()
        void store(shown)
      }}
    >
      <Select
        label={t('fit.garment.which')}
        allowDeselect={false}
        value={shown.program}
        data={programs.programs.map((each) => ({ value: each.id, label: named('program', each.id, t) }))}
        onChange={(next) => {
          const chosen = programs.programs.find((each) => each.id === next)
          if (chosen) onChange({ ...shown, program: chosen.id, options: {}, basis: 'pattern', sizes: {}, chart: shown.chart || chosen.chart })
        }}
      />
      {program ? <Options program={program} chosen={shown.options ?? {}} onChange={(option, value) => onChange({ ...shown, options: { ...shown.options, [option]: value } })} /> : null}
      <div className={classes.pair}>
        <Select
          label={t('fit.garment.chart')}
          allowDeselect={false}
          value={shown.chart}
          data={programs.charts.map((each) => ({ value: each.id, label: named('chart', each.id, t) }))}
          onChange={(chart) => (chart ? onChange({ ...shown, chart }) : undefined)}
        />
        <Select
          label={t('fit.garment.fabric')}
          allowDeselect={false}
          value={shown.fabric ?? ''}
          data={[{ value: '', label: t('fit.garment.usual') }, ...programs.fabrics.map((fabric) => ({ value: fabric, label: named('fabric', fabric, t) }))]}
          onChange={(fabric) => onChange({ ...shown, fabric: fabric ?? '' })}
        />
      </div>
      {keep.error ? <ErrorNote error={asApiError(keep.error)} /> : null}
      <div className={classes.actions}>
        <Button type="submit" loading={keep.isPending} disabled={!isChanged && cut?.is_kept === true}>
          {t('fit.pattern.save')}
        </Button>
        {isChanged && cut ? (
          <Button variant="default" onClick={() => onChange(wantedOf(cut))}>
            {t('fit.pattern.asItWas')}
          </Button>
        ) : null}
        {cut?.is_kept && !isChanged ? (
          <Button variant="subtle" onClick={() => void store(null)}>
            {t('fit.pattern.forget')}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
