/** Labels put right: a stretch, what was done in it, and every correction so far, each of which can be taken back. */
import { ActionIcon, Autocomplete, Button, NumberInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type OneRecording, useCorrectLabels, type WearableSeries } from '@/api'
import { Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { DeleteIcon } from '@/kit/Icon'
import type { Span } from '@/kit/TimeStrip'
import { useWords } from '@/locale'
import { spanFlaw, withSpan } from './labels'
import { activity } from './words'
import classes from './Wearables.module.css'

export interface CorrectionsProps {
  path: OneRecording
  series: WearableSeries
  whole: number
  span: Span | null
  known: readonly string[]
  mayWrite: boolean
  onSpan: (span: Span | null) => void
  onZoom: (span: Span) => void
}

const round = (value: number) => Number(value.toFixed(2))

export function Corrections({ path, series, whole, span, known, mayWrite, onSpan, onZoom }: CorrectionsProps) {
  const { t, format } = useWords()
  const correct = useCorrectLabels(path)
  const [from, setFrom] = useState<number | string>(span ? round(span[0]) : '')
  const [to, setTo] = useState<number | string>(span ? round(span[1]) : '')
  const [label, setLabel] = useState('')
  const [tried, setTried] = useState(false)
  const flaw = spanFlaw(from, to, label, whole)
  const keep = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (flaw || typeof from !== 'number' || typeof to !== 'number') return
    const raw = known.find((each) => activity(each, t) === label.trim()) ?? label.trim()
    correct.mutate(withSpan(series.corrections, { start: from, end: to, label: raw }), { onSuccess: () => onSpan(null) })
  }
  const without = (at: number) => correct.mutate(series.corrections.filter((_, place) => place !== at))
  return (
    <Section title={t('wearables.right.title')}>
      <p className="quiet small">{t('wearables.right.hint')}</p>
      {mayWrite ? (
        <form className={classes.spanForm} onSubmit={keep} noValidate>
          <NumberInput label={t('wearables.right.from')} value={from} onChange={setFrom} min={0} max={whole} step={0.1} decimalScale={2} />
          <NumberInput label={t('wearables.right.to')} value={to} onChange={setTo} min={0} max={whole} step={0.1} decimalScale={2} />
          <Autocomplete label={t('wearables.right.label')} value={label} onChange={setLabel} maxLength={80} data={known.map((each) => activity(each, t))} />
          <div className={classes.spanActs}>
            <Button type="submit" loading={correct.isPending}>
              {t('wearables.right.keep')}
            </Button>
            {typeof from === 'number' && typeof to === 'number' && from < to ? (
              <Button variant="default" onClick={() => onZoom([from, Math.min(to, whole)])}>
                {t('wearables.right.zoom')}
              </Button>
            ) : null}
          </div>
          {tried && flaw ? (
            <p role="alert" className={classes.flawed}>
              {t(`wearables.right.flaw.${flaw}`)}
            </p>
          ) : null}
        </form>
      ) : (
        <p className="small">{t('wearables.right.mayNot')}</p>
      )}
      {correct.error ? <ErrorNote error={asApiError(correct.error)} compact /> : null}
      {series.corrections.length > 0 ? (
        <ul className={classes.spans} aria-label={t('wearables.right.kept')}>
          {series.corrections.map((each, at) => (
            <li key={`${each.start} ${each.end} ${each.label}`}>
              <span>{t('wearables.right.one', { from: format.number(each.start, 2), to: format.number(each.end, 2), label: activity(each.label, t) })}</span>
              {mayWrite ? (
                <ActionIcon variant="subtle" aria-label={t('wearables.right.takeBack', { label: activity(each.label, t), from: format.number(each.start, 2) })} onClick={() => without(at)}>
                  <DeleteIcon size={16} aria-hidden />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Section>
  )
}
