/** Climate and activity, stretch by stretch: what a wearer goes through. */
import { ActionIcon, Button, Checkbox, NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import { AddIcon, DeleteIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { type Day, DAYS, LONGEST_MINUTES, MOST_PHASES, minutesOf, type Phase } from './scenario'
import classes from './Fabrics.module.css'

const NUMBERS = [
  ['minutes', 5, 480, 5],
  ['air_c', -20, 45, 1],
  ['humidity', 5, 95, 5],
  ['wind', 0, 10, 0.1],
  ['met', 0.8, 8, 0.1],
  ['sun', 0, 1000, 50],
] as const

export function DayEditor({ day, onChange }: { day: Day; onChange: (day: Day) => void }) {
  const { t, format } = useWords()
  const change = (at: number, changed: Partial<Phase>) => onChange({ ...day, phases: day.phases.map((phase, index) => (index === at ? { ...phase, ...changed } : phase)) })
  const total = minutesOf(day)
  return (
    <div className={classes.day}>
      <div className={classes.row}>
        {(['summer', 'autumn'] as const).map((name) => (
          <Button key={name} size="xs" variant="default" onClick={() => onChange(DAYS[name]((key) => t(`fabric.day.${key}`)))}>
            {t(`fabric.day.${name}`)}
          </Button>
        ))}
        <SegmentedControl size="xs" aria-label={t('fabric.day.worn')} value={day.garment} onChange={(garment) => onChange({ ...day, garment: garment as Day['garment'] })} data={(['shirt', 't-shirt'] as const).map((each) => ({ value: each, label: t(`fabric.day.${each}`) }))} />
      </div>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by key */}
      <div className={classes.scroll} role="region" aria-label={t('fabric.day.title')} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('fabric.day.name')}</th>
              {NUMBERS.map(([key]) => (
                <th key={key} scope="col">
                  {t(`fabric.day.${key}`)}
                </th>
              ))}
              <th scope="col">{t('fabric.day.jacket')}</th>
              <th scope="col">
                <span className="unseen">{t('fabric.day.remove')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {day.phases.map((phase, at) => (
              <tr key={at}>
                <td>
                  <TextInput className={classes.wideCell!} size="xs" aria-label={t('fabric.day.nameOf', { number: at + 1 })} value={phase.name} maxLength={80} onChange={(event) => change(at, { name: event.currentTarget.value })} />
                </td>
                {NUMBERS.map(([key, min, max, step]) => (
                  <td key={key}>
                    <NumberInput className={classes.cell!} size="xs" aria-label={`${t(`fabric.day.${key}`)}, ${phase.name}`} min={min} max={max} step={step} clampBehavior="blur" value={phase[key]} onChange={(value) => (value === '' ? undefined : change(at, { [key]: Number(value) }))} />
                  </td>
                ))}
                <td>
                  <Checkbox aria-label={`${t('fabric.day.jacket')}, ${phase.name}`} checked={phase.jacket} onChange={(event) => change(at, { jacket: event.currentTarget.checked })} />
                </td>
                <td>
                  <ActionIcon variant="subtle" aria-label={t('fabric.day.removeOf', { name: phase.name })} disabled={day.phases.length < 2} onClick={() => onChange({ ...day, phases: day.phases.filter((_, index) => index !== at) })}>
                    <DeleteIcon size={16} aria-hidden />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.row}>
        <Button size="xs" variant="default" leftSection={<AddIcon size={14} aria-hidden />} disabled={day.phases.length >= MOST_PHASES} onClick={() => onChange({ ...day, phases: [...day.phases, { ...day.phases.at(-1)!, name: t('fabric.day.next', { number: day.phases.length + 1 }) }] })}>
          {t('fabric.day.add')}
        </Button>
        <span className={total > LONGEST_MINUTES ? classes.beyond : 'quiet small'} role="status">
          {t('fabric.day.total', { minutes: format.number(total), most: LONGEST_MINUTES })}
        </span>
      </div>
    </div>
  )
}
