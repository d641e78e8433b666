/** What a model weighs and takes in each form it comes in, to take along as a ZIP. */
import { Button } from '@mantine/core'
import { exportOf, useFormats, type WearableForm, type WearableFormat } from '@/api'
import { Loaded, Section } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { HowBadge } from '@/kit/HowBadge'
import { DownloadIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Wearables.module.css'

export function Formats({ model }: { model: string }) {
  const { t, format } = useWords()
  const formats = useFormats(model)
  const span = (low: number | null, high: number | null) => {
    if (low === null || high === null) return '–'
    const say = (value: number) => format.number(Number(value.toPrecision(3)))
    return low === high ? say(low) : t('wearables.formats.between', { low: say(low), high: say(high) })
  }
  const name = (row: WearableFormat) => t(`wearables.formats.${row.format as WearableForm}`)
  const rests = ({ assumptions: made }: WearableFormat) => {
    if (!made) return []
    const between = ([low, high]: [number, number]) => span(low, high)
    const told = { cycles: between(made.cycles_a_mac), current: between(made.microamperes_a_megahertz), volts: format.number(made.volts), joules: between(made.picojoules_a_mac) }
    return [t('wearables.formats.rests', { megahertz: format.number(made.megahertz), ...told })]
  }
  const columns: Column<WearableFormat>[] = [
    { key: 'format', label: t('wearables.formats.format'), cell: name, value: name, width: 'minmax(150px, 2fr)' },
    { key: 'precision', label: t('wearables.formats.precision'), cell: (row) => row.precision, value: (row) => row.precision, width: 'minmax(80px, 1fr)' },
    { key: 'size', label: t('wearables.formats.size'), numeric: true, cell: (row) => (row.size_bytes === null ? '–' : format.bytes(row.size_bytes)), value: (row) => row.size_bytes },
    { key: 'ram', label: t('wearables.formats.ram'), numeric: true, cell: (row) => (row.ram_bytes === null ? '–' : format.bytes(row.ram_bytes)), value: (row) => row.ram_bytes },
    { key: 'ms', label: t('wearables.formats.ms'), numeric: true, cell: (row) => span(row.ms_low, row.ms_high), value: (row) => row.ms_high, width: 'minmax(130px, 1fr)' },
    { key: 'energy', label: t('wearables.formats.energy'), numeric: true, cell: (row) => (row.energy_uj ? span(row.energy_uj[0], row.energy_uj[1]) : '–'), value: (row) => row.energy_uj?.[1] ?? null, width: 'minmax(120px, 1fr)' },
    { key: 'how', label: t('wearables.formats.how'), cell: (row) => <HowBadge how={row.how} />, value: (row) => row.how },
    {
      key: 'take',
      label: t('wearables.formats.take'),
      width: 'minmax(130px, 1fr)',
      cell: (row) =>
        row.refused ? (
          <span className="small">{row.refused}</span>
        ) : (
          <Button component="a" size="xs" variant="default" href={exportOf(model, row.format as WearableForm)} download leftSection={<DownloadIcon size={14} aria-hidden />} aria-label={t('wearables.formats.export', { format: name(row) })}>
            {t('wearables.formats.zip')}
          </Button>
        ),
    },
  ]
  return (
    <Section title={t('wearables.formats.title')}>
      <Loaded query={formats} skeleton={<TableSkeleton rows={3} columns={7} />}>
        {({ items }) => (
          <>
            <DataTable label={t('wearables.formats.title')} columns={columns} rows={items} rowKey={(row) => row.format} />
            <p className={`quiet small ${classes.under}`}>{[t('wearables.formats.note'), ...items.flatMap(rests)].join(' ')}</p>
          </>
        )}
      </Loaded>
    </Section>
  )
}
