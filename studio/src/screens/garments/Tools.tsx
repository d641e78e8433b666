/** The line above the wall that stays in sight: how many, narrowed by what, in which order, as what. */
import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core'
import { CHOSEN_BY, type ChosenBy, type Wanted } from '@/api'
import { CloseIcon, FilterIcon, GridIcon, ListIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { SORTS, type View } from './wanted'
import { valueInWords } from './words'
import classes from './Garments.module.css'

export interface ToolsProps {
  count: number | undefined
  wanted: Wanted
  sort: (typeof SORTS)[number]
  view: View
  busy: boolean
  onSort: (sort: string) => void
  onView: (view: View) => void
  onDrop: (name: ChosenBy, value: string) => void
  onDropWords: () => void
  onClear: () => void
  onFilter: () => void
}

export function Tools(props: ToolsProps) {
  const { count, wanted, sort, view, busy, onSort, onView, onDrop, onDropWords, onClear, onFilter } = props
  const { t, format } = useWords()
  const chosen = CHOSEN_BY.flatMap((name) => (wanted.filters[name] ?? []).map((value) => [name, value] as const))
  const isNarrowed = chosen.length > 0 || wanted.q !== ''
  return (
    <div className={classes.tools} aria-busy={busy}>
      <p className={classes.count} role="status">
        {count === undefined ? t('kit.loading') : t('garments.count', { count, number: format.number(count) })}
      </p>
      {isNarrowed ? (
        <div className={classes.chips}>
          {wanted.q ? <Chip label={t('garments.words', { words: wanted.q })} onDrop={onDropWords} /> : null}
          {chosen.map(([name, value]) => (
            <Chip key={`${name} ${value}`} label={valueInWords(name, value, t)} onDrop={() => onDrop(name, value)} />
          ))}
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            {t('garments.clear')}
          </Button>
        </div>
      ) : null}
      <Button className={classes.foldable} size="compact-md" variant="default" leftSection={<FilterIcon size={16} aria-hidden />} onClick={onFilter}>
        {t('garments.narrow')}
      </Button>
      <Select
        size="xs"
        w={170}
        aria-label={t('garments.sort')}
        data={SORTS.map((value) => ({ value, label: t(`garments.sorts.${value}`) }))}
        value={sort}
        onChange={(value) => value && onSort(value)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('garments.view')}
        value={view}
        onChange={(value) => onView(value as View)}
        data={[
          { value: 'grid', label: <Labelled icon={<GridIcon size={16} aria-hidden />} word={t('garments.views.grid')} /> },
          { value: 'list', label: <Labelled icon={<ListIcon size={16} aria-hidden />} word={t('garments.views.list')} /> },
        ]}
      />
    </div>
  )
}

function Labelled({ icon, word }: { icon: React.ReactNode; word: string }) {
  return (
    <span title={word} style={{ display: 'grid', placeItems: 'center' }}>
      {icon}
      <span className="unseen">{word}</span>
    </span>
  )
}

function Chip({ label, onDrop }: { label: string; onDrop: () => void }) {
  const { t } = useWords()
  return (
    <span className={classes.chip}>
      <bdi>{label}</bdi>
      <ActionIcon size="xs" variant="subtle" aria-label={t('garments.without', { value: label })} onClick={onDrop}>
        <CloseIcon size={13} aria-hidden />
      </ActionIcon>
    </span>
  )
}
