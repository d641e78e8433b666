/** Whether ours can be believed, and how quick it is. */
import type { Study, StudyModel } from '@/api'
import { Figure } from '@/kit/Figure'
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { Chapter } from './Chapter'
import { isCalibration } from './facts'

export function Worth({ study }: { study: Study }) {
  const { t } = useWords()
  const calibrated = study.ours.filter(isCalibration)
  if (calibrated.length === 0 && study.speed.length === 0) return null
  return (
    <Chapter label={t('study.worth.label')} title={t('study.worth.title')} words={<p>{t('study.worth.words')}</p>}>
      <div className={lab.figures}>
        {calibrated.map((each, index) => (
          <One key={`c${index}`} figure={each} label={t('study.worth.ece', { model: each.model })} />
        ))}
        {study.speed.map((each, index) => (
          <One key={`s${index}`} {...(each.peer && each.peer_value !== null ? { against: { value: each.peer_value, label: each.peer } } : {})} figure={each} label={each.claim} />
        ))}
      </div>
    </Chapter>
  )
}

type Shown = Pick<StudyModel, 'value' | 'ci95' | 'unit' | 'how' | 'date' | 'machine'>

function One({ figure, label, against }: { figure: Shown; label: string; against?: { value: number; label: string } }) {
  const { format } = useWords()
  const { value, ci95, unit, how, date, machine } = figure
  const source = [how, machine, date ? format.date(date) : ''].filter(Boolean).join(' · ')
  const isShare = unit === '%' || unit === 'fraction'
  const part = (each: number) => (unit === '%' ? each / 100 : each)
  if (unit === 'bytes') return <Figure size="small" label={label} value={value} style="bytes" interval={ci95} how="measured" source={source} />
  return (
    <Figure
      size="small"
      label={label}
      value={isShare ? part(value) : value}
      style={isShare ? 'percent' : 'number'}
      digits={2}
      {...(isShare || !unit ? {} : { unit })}
      interval={ci95 ? [part(ci95[0]), part(ci95[1])] : null}
      {...(against ? { comparison: against } : {})}
      how="measured"
      source={source}
    />
  )
}
