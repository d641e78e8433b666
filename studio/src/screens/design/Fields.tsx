/** A spec field by field: set, locked, how sure and from which words, and what else may be meant. */
import { ActionIcon, Button, NumberInput, Select, Slider } from '@mantine/core'
import type { Programs, Spec, SpecField } from '@/api'
import { LockedIcon, UnlockedIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { UNDYED } from '@/look/dyes'
import { ColourRow } from './ColourRow'
import { fieldName, valueName } from './fieldWords'
import { FIELDS, type Value } from './wish'
import classes from './Design.module.css'

const PRINTS = ['solid', 'stripe', 'pinstripe', 'check', 'dot'] as const

export interface FieldsProps {
  spec: Spec
  programs: Programs
  onValue: (name: string, value: Value) => void
  onLock: (name: string) => void
}

export function Fields({ spec, programs, onValue, onLock }: FieldsProps) {
  const { t } = useWords()
  const cut = spec.cut
  const program = programs.programs.find(({ id }) => id === cut?.program)
  const options = new Map(program?.options.map((option) => [option.id, option]))
  const shown = FIELDS.filter((name) => spec.fields[name] || options.has(name) || ['chart', 'size', 'cloth', 'print', 'colours'].includes(name))
  const valueOf = (name: string): Value => spec.fields[name]?.value ?? cut?.options[name] ?? (name === 'chart' ? (cut?.chart ?? '') : name === 'size' ? (cut?.size ?? '') : name === 'print' ? 'solid' : '')
  const choicesOf = (name: string): readonly string[] | null => {
    if (name === 'program') return programs.programs.map(({ id }) => id)
    if (name === 'chart') return programs.charts.map(({ id }) => id)
    if (name === 'size') return Object.keys(programs.charts.find(({ id }) => id === valueOf('chart'))?.sizes ?? {})
    if (name === 'cloth') return ['', ...programs.cloths]
    if (name === 'print') return PRINTS
    return options.get(name)?.choices ?? null
  }
  return (
    <ul className={classes.fields}>
      {shown.map((name) => {
        const field = spec.fields[name]
        const label = fieldName(name, t)
        const isLocked = field?.is_locked ?? false
        const value = valueOf(name)
        const choices = choicesOf(name)
        const option = options.get(name)
        return (
          <li key={name} className={classes.field} data-locked={isLocked}>
            <div className={classes.control}>
              {name === 'colours' ? (
                <ColourRow label={label} colours={String(value).split(',').filter(Boolean)} disabled={isLocked} most={6} add={UNDYED} least={1} onChange={(colours) => onValue(name, colours.join(','))} />
              ) : choices ? (
                <Select
                  size="sm"
                  label={label}
                  disabled={isLocked}
                  allowDeselect={false}
                  value={String(value)}
                  data={choices.map((choice) => ({ value: choice, label: choice === '' ? t('fit.garment.usual') : valueName(name, choice, t) }))}
                  onChange={(next) => (next ? onValue(name, next) : undefined)}
                />
              ) : option ? (
                <Ranged label={label} unit={option.unit ?? ''} value={Number(value)} low={option.low ?? 0} high={option.high ?? 1} disabled={isLocked} onChange={(next) => onValue(name, next)} />
              ) : (
                <NumberInput size="sm" label={`${label}, ${t('fit.units.cm')}`} min={10} max={200} disabled={isLocked} value={Number(value)} onValueChange={({ floatValue }, { source }) => (source === 'event' && floatValue !== undefined ? onValue(name, floatValue) : undefined)} />
              )}
            </div>
            <ActionIcon
              variant="subtle"
              className={classes.lock!}
              aria-label={t('desk.lock', { field: label })}
              aria-pressed={isLocked}
              disabled={!field}
              onClick={() => onLock(name)}
            >
              {isLocked ? <LockedIcon size={16} aria-hidden /> : <UnlockedIcon size={16} aria-hidden />}
            </ActionIcon>
            {field ? <Sure name={name} field={field} others={spec.alternatives[name] ?? []} isLocked={isLocked} onValue={onValue} /> : null}
          </li>
        )
      })}
    </ul>
  )
}

interface RangedProps {
  label: string
  unit: string
  value: number
  low: number
  high: number
  disabled: boolean
  onChange: (value: number) => void
}

function Ranged({ label, unit, value, low, high, disabled, onChange }: RangedProps) {
  const { t, format } = useWords()
  const said = `${format.number(value, 1)}${unit === 'cm' ? ` ${t('fit.units.cm')}` : unit ? ` ${unit}` : ''}`
  return (
    <div>
      <p className={classes.ranged}>
        <span>{label}</span> <span className="numbers">{said}</span>
      </p>
      <Slider
        className={classes.slider!}
        value={value}
        min={low}
        max={high}
        step={high - low > 4 ? 0.5 : 0.1}
        size={2}
        thumbSize={14}
        color="var(--ink)"
        label={null}
        disabled={disabled}
        thumbLabel={label} thumbValueText={said}
        onChange={onChange}
      />
    </div>
  )
}

interface SureProps {
  name: string
  field: SpecField
  others: readonly { value: Value; confidence: number }[]
  isLocked: boolean
  onValue: (name: string, value: Value) => void
}

function Sure({ name, field, others, isLocked, onValue }: SureProps) {
  const { t, format } = useWords()
  const from = field.evidence ? t('desk.read', { words: field.evidence.text }) : t(`desk.source.${field.source as 'brief' | 'picture' | 'edit' | 'implied' | 'default'}`)
  return (
    <p className={classes.sure}>
      <span className="quiet">
        {field.source === 'edit' ? from : t('desk.sure', { from, share: format.percent(field.confidence, 0) })}
      </span>
      {isLocked
        ? null
        : others.map(({ value, confidence }) => (
            <Button key={String(value)} size="compact-xs" variant="default" onClick={() => onValue(name, value)}>
              {t('desk.or', { value: valueName(name, value, t), share: format.percent(confidence, 0) })}
            </Button>
          ))}
    </p>
  )
}
