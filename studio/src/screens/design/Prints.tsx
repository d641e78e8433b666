/** Prints: laid out by symmetry or woven by a sett, drawn at true scale, checked, recoloured, worn, taken along. */
import { Button, NumberInput, SegmentedControl, Select, Slider, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { type ApiError, asApiError, printFile, useMotifs, usePrintFacts, usePrintPicture } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { DownloadIcon, RefreshIcon } from '@/kit/Icon'
import { fileName, save } from '@/kit/Save'
import { ChartSkeleton, PageSkeleton } from '@/kit/Skeletons'
import { type Key, useWords } from '@/locale'
import { GREY_DYE, THIRD_DYE } from '@/look/dyes'
import { ColourRow } from './ColourRow'
import { Colourways, Sight } from './Colours'
import { addressOfForm, DRAFTS, fileDpi, formOf, GROUPS, LAYOUTS, type Layout, leastColours, type Motif, type PrintForm, screenDpi, specOf, WOVEN } from './printForm'
import { Tiled } from './Tiled'
import { Worn } from './Worn'
import classes from './Design.module.css'

const SETTLED_MS = 250
const SEAM = 4

export function Prints() {
  const motifs = useMotifs()
  return (
    <Loaded query={motifs} skeleton={<PageSkeleton />}>
      {({ items }) => <Editor motifs={new Map(items.map(({ motif }) => [String(motif.name), motif as unknown as Motif]))} />}
    </Loaded>
  )
}

function Editor({ motifs }: { motifs: ReadonlyMap<string, Motif> }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const [form, setForm] = useState(() => formOf(query))
  const [settled] = useDebouncedValue(form, SETTLED_MS)
  useEffect(() => change(addressOfForm(settled)), [settled, change])
  const spec = useMemo(() => specOf(settled, motifs, screenDpi(settled.widthMm)), [settled, motifs])
  const picture = usePrintPicture(spec)
  const facts = usePrintFacts(spec)
  const error = picture.error ? asApiError(picture.error) : null
  const set = (changes: Partial<PrintForm>) => setForm((before) => ({ ...before, ...changes }))
  const [width, height] = facts.data?.repeat_mm ?? [settled.widthMm, settled.widthMm]
  const inMm = (value: number) => format.number(value, value % 1 === 0 ? 0 : 1)
  return (
    <div className={classes.desk}>
      <div className={classes.words}>
        <PrintFields form={form} motifs={[...motifs.keys()]} onChange={set} />
        <ColourRow
          label={t('desk.print.palette')}
          colours={form.palette}
          least={leastColours(form)}
          most={16}
          add={GREY_DYE}
          nameOf={(place) => (place === 0 && form.kind === 'motifs' ? t('desk.print.ground') : t('desk.colour.of', { label: t('desk.print.ink'), number: place + 1 }))}
          onChange={(palette) => set({ palette })}
        />
        <Sight palette={settled.palette} />
        <Section title={t('desk.ways.title')}>
          <Colourways palette={settled.palette} onTake={(palette) => set({ palette })} />
        </Section>
      </div>
      <div className={classes.made} data-waiting={picture.isPlaceholderData}>
        {error ? <ErrorNote error={error} onRetry={() => void picture.refetch()} /> : null}
        {picture.data && !error ? (
          <Tiled src={picture.data} widthMm={width} heightMm={height} label={t('desk.print.drawn', { width: inMm(width), height: inMm(height) })} />
        ) : error ? null : (
          <ChartSkeleton height={460} />
        )}
        {facts.data && !error ? (
          <div className={classes.figures}>
            <Figure size="small" label={t('desk.print.width')} value={width} digits={1} unit={t('fit.units.mm')} how="modelled" />
            <Figure size="small" label={t('desk.print.height')} value={height} digits={1} unit={t('fit.units.mm')} how="modelled" />
            <Figure
              size="small"
              label={t('desk.print.seam')}
              value={facts.data.seam_z}
              digits={2}
              how="measured"
              source={t(facts.data.seamless ? 'desk.print.seamless' : 'desk.print.seamed', { limit: SEAM, rolled: format.number(facts.data.seam_z_rolled, 2) })}
            />
          </div>
        ) : null}
        <Files form={settled} motifs={motifs} ratio={height / width} />
        <Section title={t('desk.worn.title')}>
          <Worn spec={spec} />
        </Section>
      </div>
    </div>
  )
}

interface PrintFieldsProps {
  form: PrintForm
  motifs: readonly string[]
  onChange: (changes: Partial<PrintForm>) => void
}

function PrintFields({ form, motifs, onChange }: PrintFieldsProps) {
  const { t, format } = useWords()
  const motifName = (name: string) => t(`desk.motif.${name}` as Key)
  return (
    <div className={classes.stack}>
      <SegmentedControl
        fullWidth
        aria-label={t('desk.print.kind')}
        value={form.kind}
        onChange={(kind) => onChange(kind === 'woven' ? { kind: 'woven', ...WOVEN.tartan } : { kind: 'motifs', palette: form.palette.length < 3 ? [...form.palette, THIRD_DYE] : form.palette })}
        data={[
          { value: 'motifs', label: t('desk.print.motifs') },
          { value: 'woven', label: t('desk.print.woven') },
        ]}
      />
      {form.kind === 'motifs' ? (
        <>
          <Select
            label={t('desk.print.layout')}
            allowDeselect={false}
            value={form.layout}
            data={[
              { group: t('desk.print.groups'), items: GROUPS.map((each) => ({ value: each, label: `${each} · ${t(`desk.group.${each}`)}` })) },
              { group: t('desk.print.layouts'), items: LAYOUTS.map((each) => ({ value: each, label: t(`desk.group.${each === 'half-drop' ? 'half_drop' : each}`) })) },
            ]}
            onChange={(layout) => (layout ? onChange({ layout: layout as Layout }) : undefined)}
          />
          <div className={classes.two}>
            <Select label={t('desk.print.first')} allowDeselect={false} value={form.motifs[0] ?? null} data={motifs.map((each) => ({ value: each, label: motifName(each) }))} onChange={(first) => (first ? onChange({ motifs: [first, ...form.motifs.slice(1)] }) : undefined)} />
            <Select label={t('desk.print.second')} placeholder={t('desk.print.none')} clearable value={form.motifs[1] ?? null} data={motifs.map((each) => ({ value: each, label: motifName(each) }))} onChange={(second) => onChange({ motifs: second ? [form.motifs[0]!, second] : [form.motifs[0]!] })} />
          </div>
          <div className={classes.two}>
            <NumberInput label={t('desk.print.motifMm')} placeholder={t('desk.print.room')} min={0} max={form.widthMm} value={form.motifMm || ''} onValueChange={({ floatValue }, { source }) => (source === 'event' ? onChange({ motifMm: floatValue ?? 0 }) : undefined)} />
            {form.layout === 'toss' ? (
              <div>
                <p className={classes.ranged}>{t('desk.print.toss', { seed: form.seed })}</p>
                <Button variant="default" size="sm" leftSection={<RefreshIcon size={14} aria-hidden />} onClick={() => onChange({ seed: form.seed + 1 })}>
                  {t('desk.print.again')}
                </Button>
              </div>
            ) : (
              <div>
                <p className={classes.ranged}>
                  <span>{t('desk.print.turn')}</span> <span className="numbers">{format.number(form.turn)}°</span>
                </p>
                <Slider className={classes.slider!} min={-180} max={180} step={5} size={2} thumbSize={14} color="var(--ink)" label={null} value={form.turn} thumbLabel={t('desk.print.turn')} thumbValueText={`${form.turn}°`} onChange={(turn) => onChange({ turn })} />
              </div>
            )}
          </div>
        </>
      ) : (
        <>
          <div className={classes.row} role="group" aria-label={t('desk.print.known')}>
            {(Object.keys(WOVEN) as (keyof typeof WOVEN)[]).map((each) => (
              <Button key={each} size="compact-sm" variant="default" onClick={() => onChange(WOVEN[each])}>
                {t(`desk.woven.${each}`)}
              </Button>
            ))}
          </div>
          <TextInput
            label={t('desk.print.sett')}
            description={t('desk.print.settHint')}
            value={form.sett}
            onChange={(event) => {
              const next = { ...form, sett: event.currentTarget.value }
              const missing = leastColours(next) - form.palette.length
              onChange({ sett: next.sett, ...(missing > 0 ? { palette: [...form.palette, ...Array<string>(missing).fill(GREY_DYE)] } : {}) })
            }}
          />
          <Select label={t('desk.print.draft')} allowDeselect={false} value={form.draft} data={DRAFTS.map((each) => ({ value: each, label: t(`desk.draft.${each}`) }))} onChange={(draft) => (draft ? onChange({ draft: draft as PrintForm['draft'] }) : undefined)} />
        </>
      )}
      <NumberInput label={t('desk.print.repeat')} min={4} max={1000} step={2} value={form.widthMm} onValueChange={({ floatValue }, { source }) => (source === 'event' && floatValue !== undefined && floatValue >= 4 && floatValue <= 1000 ? onChange({ widthMm: floatValue }) : undefined)} />
    </div>
  )
}

function Files({ form, motifs, ratio }: { form: PrintForm; motifs: ReadonlyMap<string, Motif>; ratio: number }) {
  const { t } = useWords()
  const [busy, setBusy] = useState<'png' | 'svg' | null>(null)
  const [error, setError] = useState<ApiError | null>(null)
  const dpi = fileDpi(form.widthMm, ratio)
  const take = async (kind: 'png' | 'svg') => {
    const spec = specOf(form, motifs, dpi)
    if (!spec) return
    setBusy(kind)
    setError(null)
    try {
      save(fileName(`${form.kind === 'woven' ? form.sett.replace(/^\.+/, '') : form.layout} ${form.widthMm} mm`, kind), await printFile(spec, kind))
    } catch (cause) {
      setError(asApiError(cause))
    } finally {
      setBusy(null)
    }
  }
  return (
    <div className={classes.row} role="group" aria-label={t('desk.take')}>
      <DownloadIcon size={15} aria-hidden />
      <Button size="compact-sm" variant="default" loading={busy === 'svg'} onClick={() => void take('svg')}>
        {t('desk.print.svg')}
      </Button>
      <Button size="compact-sm" variant="default" loading={busy === 'png'} onClick={() => void take('png')}>
        {t('desk.print.png', { dpi })}
      </Button>
      {error ? <ErrorNote error={error} compact /> : null}
    </div>
  )
}
