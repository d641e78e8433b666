/** The measures of a body: the leading ones first, each a slider and a number; what is not set follows the body. */
import { ActionIcon, Button, NumberInput, SegmentedControl, Slider } from '@mantine/core'
import { useId, useState } from 'react'
import type { Body, Measure } from '@/api'
import { CloseIcon, DownIcon, UpIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { LEADING, type People, type UsedWearer } from './wearer'
import { measureName, unitName } from './words'
import classes from './Fit.module.css'

export interface MeasuresProps {
  measures: readonly Measure[]
  wearer: UsedWearer
  /** The body that these measures gave. */
  body: Body | undefined
  /** Which measure is being looked at: its tape stands out on the body. */
  onLook: (id: string | null) => void
  /** Only the leading ones, in two columns. */
  compact?: boolean
}

export function Measures({ measures, wearer, body, onLook, compact = false }: MeasuresProps) {
  const { t } = useWords()
  const [all, setAll] = useState(false)
  const more = useId()
  const isLeading = ({ id }: Measure) => (LEADING as readonly string[]).includes(id)
  const lines = (which: readonly Measure[]) =>
    which.map((measure) => (
      <Line
        key={`${wearer.people} ${measure.id}`}
        measure={measure}
        people={wearer.people}
        value={wearer.measures[measure.id]}
        found={body?.chart === wearer.people ? body.measures[measure.id]?.achieved : undefined}
        onSet={(value) => wearer.set(measure.id, value)}
        onRelease={isLeading(measure) ? null : () => wearer.release(measure.id)}
        onLook={onLook}
      />
    ))
  return (
    <div className={classes.measures} data-compact={compact}>
      <div className={classes.row}>
        <SegmentedControl
          fullWidth
          aria-label={t('fit.body.whose')}
          value={wearer.people}
          onChange={(value) => wearer.bePeople(value as People)}
          data={[
            { value: 'women', label: t('fit.body.women') },
            { value: 'men', label: t('fit.body.men') },
          ]}
        />
        <Button size="compact-sm" variant="subtle" disabled={wearer.isTypical} onClick={wearer.startAgain}>
          {t('fit.body.again')}
        </Button>
      </div>
      <div className={compact ? classes.twoUp : classes.lines}>{lines(measures.filter(isLeading))}</div>
      <Button
        className={classes.disclosure!}
        size="compact-sm"
        variant="subtle"
        aria-expanded={all}
        aria-controls={more}
        rightSection={all ? <UpIcon size={14} aria-hidden /> : <DownIcon size={14} aria-hidden />}
        onClick={() => setAll(!all)}
      >
        {t(all ? 'fit.body.less' : 'fit.body.more')}
      </Button>
      <div id={more} className={compact ? classes.twoUp : classes.lines} hidden={!all}>
        {all ? lines(measures.filter((measure) => !isLeading(measure))) : null}
      </div>
      <p className={`small quiet ${classes.privacy}`}>{t('fit.body.privacy')}</p>
    </div>
  )
}

interface LineProps {
  measure: Measure
  people: People
  /** What was set; undefined: the body decides. */
  value: number | undefined
  /** What a tape finds on the body. */
  found: number | undefined
  onSet: (value: number) => void
  onRelease: (() => void) | null
  onLook: (id: string | null) => void
}

function Line({ measure, people, value, found, onSet, onRelease, onLook }: LineProps) {
  const { t, format } = useWords()
  const { id, low, high } = measure
  const unit = unitName(measure.unit, t)
  const name = measureName(id, people, t)
  const typical = measure.typical[people] ?? low
  const shown = value ?? found ?? typical
  const isSet = value !== undefined
  const label = t('fit.body.unit', { measure: name, unit })
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the tape is shown for whoever looks, nothing is done
    <div role="group" aria-label={name} className={classes.line} data-set={isSet} onFocus={() => onLook(id)} onBlur={() => onLook(null)} onPointerEnter={() => onLook(id)} onPointerLeave={() => onLook(null)}>
      <div className={classes.lineHead}>
        <span>{name}</span>
        {isSet && onRelease ? (
          <ActionIcon size="sm" variant="subtle" aria-label={t('fit.body.release', { measure: name })} title={t('fit.body.release', { measure: name })} onClick={onRelease}>
            <CloseIcon size={13} aria-hidden />
          </ActionIcon>
        ) : null}
        {isSet ? null : <span className={classes.follows}>{t('fit.body.follows')}</span>}
        <NumberInput
          className={classes.number!}
          size="xs"
          aria-label={label}
          value={Math.round(shown * 10) / 10}
          min={low}
          max={high}
          step={0.5}
          decimalScale={1}
          clampBehavior="blur"
          suffix={` ${unit}`}
          hideControls
          onValueChange={({ floatValue }, { source }) => {
            if (source === 'event' && floatValue !== undefined && floatValue >= low && floatValue <= high) onSet(floatValue)
          }}
        />
      </div>
      <Slider
        className={classes.slider!}
        size={2}
        thumbSize={14}
        label={null}
        thumbLabel={label}
        thumbProps={{ 'aria-valuetext': `${format.number(shown)} ${unit}` }}
        value={shown}
        min={low}
        max={high}
        step={0.5}
        onChange={onSet}
      />
      <div className={classes.scale} aria-hidden>
        <span>{format.number(low)}</span>
        <span className={classes.typical} style={{ insetInlineStart: `${((typical - low) / (high - low)) * 100}%` }}>
          {t('fit.body.typical', { value: format.number(Math.round(typical)) })}
        </span>
        <span>{format.number(high)}</span>
      </div>
    </div>
  )
}
