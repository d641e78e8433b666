/** How what is listed divides, and narrowing it by a value: each facet with its counts. */
import { useId, useState } from 'react'
import { useWords } from '@/locale'
import { CloseIcon } from '@/kit/Icon'
import classes from './FacetPanel.module.css'

export interface FacetValue {
  value: string
  /** Shown instead of the value; an empty value has no name of its own. */
  label?: string
  count: number
}

export interface Facet {
  name: string
  label: string
  values: readonly FacetValue[]
}

export interface FacetPanelProps {
  facets: readonly Facet[]
  /** The chosen values by the facet's name. */
  chosen: Readonly<Record<string, readonly string[]>>
  onChange: (name: string, values: string[]) => void
  /** Only one value a facet, as the garments' API takes it. */
  single?: boolean
  onClear?: () => void
  /** The counts are being renewed. */
  busy?: boolean
}

const FEW = 8
/** So many are all shown: to fold two or three away saves nothing. */
const ALL = 12

export function FacetPanel({ facets, chosen, onChange, single = false, onClear, busy = false }: FacetPanelProps) {
  const { t } = useWords()
  const isNarrowed = Object.values(chosen).some((values) => values.length > 0)
  return (
    <div className={classes.panel} aria-busy={busy}>
      {isNarrowed && onClear ? (
        <button type="button" className={classes.clear} onClick={onClear}>
          <CloseIcon size={14} aria-hidden />
          {t('kit.facets.clear')}
        </button>
      ) : null}
      {facets.map((facet) => (
        <Values key={facet.name} facet={facet} chosen={chosen[facet.name] ?? []} onChange={(values) => onChange(facet.name, values)} single={single} />
      ))}
    </div>
  )
}

interface ValuesProps {
  facet: Facet
  chosen: readonly string[]
  onChange: (values: string[]) => void
  single: boolean
}

function Values({ facet, chosen, onChange, single }: ValuesProps) {
  const { t, format } = useWords()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const named = facet.values.filter(({ value, label }) => (label ?? value).toLowerCase().includes(text.trim().toLowerCase()))
  // What is chosen stays in sight, wherever it ranks.
  const isLong = facet.values.length > ALL
  const shown = isOpen || !isLong ? named : [...named.slice(0, FEW), ...named.slice(FEW).filter(({ value }) => chosen.includes(value))]
  const most = Math.max(1, ...facet.values.map(({ count }) => count))
  const toggle = (value: string) => {
    const isOn = chosen.includes(value)
    onChange(isOn ? chosen.filter((each) => each !== value) : single ? [value] : [...chosen, value])
  }
  if (facet.values.length === 0) return null
  return (
    <fieldset className={classes.facet}>
      <legend className="label">{facet.label}</legend>
      {isLong && isOpen ? (
        <input
          className={classes.find}
          type="search"
          value={text}
          aria-label={t('kit.facets.find', { name: facet.label })}
          placeholder={t('kit.facets.find', { name: facet.label })}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      {shown.map(({ value, label, count }) => (
        <label key={value} className={classes.value} data-on={chosen.includes(value)}>
          <input
            type="checkbox"
            className={classes.box}
            name={`${id} ${facet.name}`}
            checked={chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          <span className={classes.name} dir="auto">
            {(label ?? value) || t('kit.facets.nameless')}
          </span>
          <span className={classes.count}>{format.number(count)}</span>
          <span className={classes.bar} style={{ transform: `scaleX(${count / most})` }} aria-hidden />
        </label>
      ))}
      {isLong ? (
        <button type="button" className={classes.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t('kit.facets.fewer') : t('kit.facets.more', { count: facet.values.length - FEW })}
        </button>
      ) : null}
    </fieldset>
  )
}
