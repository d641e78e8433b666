/** What orders took: energy and water by their machines' meters, carbon with its factor; and what idled. */
import { Button, NumberInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { type Device, type SupplyFootprint, type SupplyOrder, type SupplyPlace, useFootprint } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { type BarData, Chart } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { Figure } from '@/kit/Figure'
import { ChartSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { placeWords } from '../journey/names'
import classes from './Plant.module.css'

const SHOWN = 12
const PART = '/254/'

export interface FootprintProps {
  places: readonly SupplyPlace[]
  devices: readonly Device[]
}

export function Footprint(props: FootprintProps) {
  const { t } = useWords()
  const { query } = useAddress()
  const given = Number.parseFloat(query.get('factor') ?? '')
  const footprint = useFootprint(Number.isNaN(given) ? null : given)
  return (
    <Section title={t('trace.plant.footprint')}>
      <Loaded query={footprint} skeleton={<ChartSkeleton height={280} />}>
        {(found) => (found.orders.length === 0 ? <p className="quiet">{t('trace.plant.noOrders')}</p> : <Told found={found} {...props} />)}
      </Loaded>
    </Section>
  )
}

function Told({ found, places, devices }: { found: SupplyFootprint } & FootprintProps) {
  const { t, format, language } = useWords()
  const how = devices.some(({ id }) => id.startsWith('sim-')) ? 'synthetic' : 'estimated'
  const { orders, idle, factor } = found
  const total = (of: (order: SupplyOrder) => number) => orders.reduce((sum, order) => sum + of(order), 0)
  const busy = total(({ kwh }) => kwh)
  const rested = idle.reduce((sum, { kwh }) => sum + kwh, 0)
  const machineName = (place: string) => {
    const device = devices.find((each) => place.endsWith(`${PART}${each.place.split('.').at(-1)}`))
    return (language === 'zh-CN' && device?.name_zh) || device?.name || placeWords(place.split(PART)[0]!, place, places, language)
  }
  const perPiece = useMemo<BarData>(() => {
    const newest = orders.filter(({ a_piece }) => a_piece).slice(-SHOWN)
    return {
      kind: 'bar',
      categories: newest.map(({ order }) => shortOf(order)),
      axis: { label: t('trace.plant.aPiece'), unit: 'kg CO2e', digits: 2 },
      series: [{ name: t('trace.plant.carbon'), values: newest.map(({ a_piece }) => a_piece!.kg_co2e), intervals: newest.map(({ a_piece }) => [a_piece!.kg_co2e_low, a_piece!.kg_co2e_high] as const) }],
    }
  }, [orders, t])
  const byMachine = useMemo<BarData>(() => {
    const used = new Map<string, number>()
    for (const { machine, kwh } of orders.flatMap(({ machines }) => machines)) used.set(machine, (used.get(machine) ?? 0) + kwh)
    const names = [...new Set([...used.keys(), ...idle.map(({ machine }) => machine)])]
    return {
      kind: 'bar',
      categories: names.map(machineName),
      axis: { label: t('trace.plant.kwh'), unit: 'kWh', digits: 0 },
      series: [
        { name: t('trace.plant.busy'), values: names.map((name) => used.get(name) ?? 0) },
        { name: t('trace.plant.idle'), values: names.map((name) => idle.find(({ machine }) => machine === name)?.kwh ?? 0) },
      ],
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps -- names of machines follow from these
  }, [orders, idle, devices, places, language, t])
  const columns: Column<SupplyOrder>[] = [
    { key: 'order', label: t('trace.plant.order'), cell: ({ order }) => shortOf(order), value: ({ order }) => order, width: 'minmax(96px, 1fr)' },
    { key: 'garment', label: t('trace.plant.garment'), cell: ({ garments }) => garments.join(', ') || '–', value: ({ garments }) => garments.join(', '), width: 'minmax(140px, 2fr)' },
    { key: 'pieces', label: t('trace.plant.pieces'), cell: ({ pieces }) => (pieces ? format.number(pieces) : t('trace.plant.unmade')), value: ({ pieces }) => pieces, numeric: true, width: '104px' },
    { key: 'kwh', label: `${t('trace.plant.kwh')}, kWh`, cell: ({ kwh }) => format.number(kwh, 1), value: ({ kwh }) => kwh, numeric: true, width: 'minmax(100px, 1fr)' },
    { key: 'litres', label: `${t('trace.plant.litres')}, L`, cell: ({ litres }) => format.number(litres, 0), value: ({ litres }) => litres, numeric: true, width: 'minmax(90px, 1fr)' },
    { key: 'carbon', label: `${t('trace.plant.carbon')}, kg CO2e`, cell: (row) => `${format.number(row.kg_co2e, 1)} (${format.number(row.kg_co2e_low, 1)} – ${format.number(row.kg_co2e_high, 1)})`, value: ({ kg_co2e }) => kg_co2e, numeric: true, width: 'minmax(190px, 2fr)' },
  ]
  return (
    <div className={classes.footprint}>
      <div className={classes.figures}>
        <Figure label={t('trace.plant.kwh')} value={busy} digits={0} unit="kWh" how={how} />
        <Figure label={t('trace.plant.litres')} value={total(({ litres }) => litres)} digits={0} unit="L" how={how} />
        <Figure label={t('trace.plant.carbon')} value={total(({ kg_co2e }) => kg_co2e)} digits={0} unit="kg CO2e" how={how} source={t('trace.plant.range', { low: format.number(total(({ kg_co2e_low }) => kg_co2e_low), 0), high: format.number(total(({ kg_co2e_high }) => kg_co2e_high), 0) })} />
        <Figure label={t('trace.plant.idle')} value={busy + rested > 0 ? rested / (busy + rested) : null} style="percent" digits={0} how={how} source={t('trace.plant.idleSource', { number: format.number(idle.length) })} />
      </div>
      <p className="quiet small">{t('trace.plant.factor', { low: format.number(factor.low, 3), high: format.number(factor.high, 3), middle: format.number(factor.middle, 3), source: factor.source })}</p>
      <Factor />
      <div className={classes.charts}>
        <Chart title={t('trace.plant.perPiece')} note={t('trace.plant.perPieceNote', { number: format.number(perPiece.categories.length) })} data={perPiece} how={how} />
        <Chart title={t('trace.plant.energyOf')} note={t('trace.plant.energyNote')} data={byMachine} how={how} />
      </div>
      <DataTable label={t('trace.plant.byGarment')} rows={[...orders].reverse()} rowKey={({ order }) => order} columns={columns} height={360} remember="orders" />
    </div>
  )
}

function Factor() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const [typed, setTyped] = useState<string | number>(query.get('factor') ?? '')
  const use = (event: FormEvent) => {
    event.preventDefault()
    change({ factor: typed === '' ? null : String(typed) })
  }
  return (
    <form className={classes.factor} onSubmit={use}>
      <NumberInput label={t('trace.plant.own')} description={t('trace.plant.ownHint')} value={typed} onChange={setTyped} min={0} max={5} step={0.05} decimalScale={3} hideControls />
      <Button type="submit" variant="default">
        {t('trace.plant.use')}
      </Button>
    </form>
  )
}

const shortOf = (order: string) => order.split(/[:/]/).at(-1) ?? order
