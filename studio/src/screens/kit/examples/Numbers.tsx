/** Figure, Chart and DataTable in every state. */
import { useState } from 'react'
import { Chart, type Pick } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { SmallChart } from '@/kit/SmallChart'
import { ChartSkeleton, FiguresSkeleton, TableSkeleton } from '@/kit/Skeletons'
import { WorldMap } from '@/kit/WorldMap'
import { useWords } from '@/locale'
import { chance } from './pictures'
import classes from '../Kit.module.css'

const EXAMPLE = 'an example, not data'

export function Figures() {
  return (
    <div className={classes.stack}>
      <div className={classes.figures}>
        <Figure label="Garments" value={70_000} how="measured" source={EXAMPLE} />
        <Figure label="Accuracy" value={0.9173} style="percent" interval={[0.9119, 0.9226]} how="measured" source={EXAMPLE} comparison={{ value: 0.9041, label: 'in production', better: 'higher' }} />
        <Figure label="Demand next week" value={412} unit="pieces" interval={[361, 470]} how="predicted" source={EXAMPLE} comparison={{ value: 455, label: 'last week' }} />
        <Figure label="Waist ease" value={4.2} unit="cm" digits={1} how="synthetic" source={EXAMPLE} />
        <Figure label="Latency" value={0.0019} style="span" how="measured" source={EXAMPLE} comparison={{ value: 0.0019, label: 'before', better: 'lower' }} />
        <Figure label="Model size" value={1_240_000} style="bytes" how="measured" source={EXAMPLE} comparison={{ value: 4_100_000, label: 'before pruning', better: 'lower' }} />
        <Figure label="Price" value={1290} style={{ currency: 'CNY' }} how="measured" source={EXAMPLE} size="small" />
        <Figure label="Return rate" value={null} style="percent" how="predicted" source="no returns yet" size="small" />
      </div>
      <FiguresSkeleton />
      <p>
        <HowBadge how="measured" /> <HowBadge how="predicted" /> <HowBadge how="synthetic" />
      </p>
    </div>
  )
}

const random = chance(7)
const weeks = Array.from({ length: 40 }, (_, week) => 300 + 90 * Math.sin(week / 6) + random() * 40)
const sold = { name: 'Sold', how: 'measured' as const, points: weeks.slice(0, 30).map((y, x) => ({ x: x + 1, y: Math.round(y) })) }
const forecast = {
  name: 'Forecast',
  how: 'predicted' as const,
  points: weeks.slice(29).map((y, at) => ({ x: at + 30, y: Math.round(y), low: Math.round(y - 12 - at * 7), high: Math.round(y + 12 + at * 9) })),
}
const naive = { name: 'Naive', how: 'predicted' as const, points: weeks.slice(29).map((_, at) => ({ x: at + 30, y: 318 })) }
const kinds = ['T-shirt', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot']
const confusion = kinds.map((_, row) => kinds.map((__, column) => (row === column ? 850 + Math.round(random() * 130) : random() > 0.6 ? Math.round(random() * 60) : 0)))
const roc = Array.from({ length: 60 }, (_, at) => [at / 59, (at / 59) ** 0.14] as const)
const roc2 = Array.from({ length: 60 }, (_, at) => [at / 59, (at / 59) ** 0.3] as const)

const course = weeks.slice(0, 20).map((value) => ({ value, low: value * 0.9, high: value * 1.1 }))

export function SmallCharts() {
  return (
    <div className={classes.two}>
      <SmallChart label="A share in twenty months, the last five compared with the same of the year before" points={course} compared={[[2, 7], [14, 19]]} />
      <SmallChart label="A share that stays, with a gap" points={course.map((point, at) => (at === 9 ? { value: null, low: null, high: null } : point))} tone="quiet" />
      <SmallChart label="A temperature between 18 and 22 degrees, its height from the least to the most" range={[18, 22]} points={course.map((_, at) => ({ value: 20 + 1.5 * Math.sin(at / 2), low: 19.5 + 1.5 * Math.sin(at / 2), high: 20.5 + 1.5 * Math.sin(at / 2) }))} />
    </div>
  )
}

export function Maps() {
  const [chosen, choose] = useState('')
  return (
    <WorldMap
      label="Three sites, a ship between two of them and its way"
      marks={[
        { id: 'izmir', name: 'Izmir', at: [27.2, 38.4] },
        { id: 'venlo', name: 'Venlo', at: [6.2, 51.4] },
        { id: 'dhaka', name: 'Dhaka', at: [90.4, 23.8], isAlarmed: true },
        { id: 'ship', name: 'A ship', at: [-9.2, 36.8], kind: 'moving' },
      ]}
      ways={[
        { id: 'gone', spots: [[27.2, 38.4], [15.3, 36.5], [-9.2, 36.8]] },
        { id: 'ahead', spots: [[-9.2, 36.8], [-5.9, 48.7], [6.2, 51.4]], isAhead: true },
      ]}
      chosen={chosen}
      onPick={choose}
      height={320}
    />
  )
}

export function Charts() {
  const [pick, setPick] = useState<Pick | null>(null)
  return (
    <div className={classes.stack}>
      <div className={classes.two}>
        <Chart
          title="Demand of one style"
          note="The interval widens with every week."
          how="predicted"
          source={EXAMPLE}
          data={{ kind: 'line', x: { label: 'Week', digits: 0 }, y: { label: 'Pieces', digits: 0 }, series: [sold, forecast, naive], marks: [{ x: 30, label: 'today' }] }}
        />
        <Chart
          title="F1 by category"
          how="measured"
          source={EXAMPLE}
          data={{
            kind: 'bar',
            categories: kinds,
            axis: { label: 'F1', digits: 2, range: [0, 1] },
            series: [{ name: 'Version 4', values: kinds.map((_, at) => 0.7 + (at % 5) * 0.06), intervals: kinds.map((_, at) => [0.67 + (at % 5) * 0.06, 0.73 + (at % 5) * 0.06] as const) }],
          }}
        />
        <Chart
          title="Orders by channel"
          how="synthetic"
          source={EXAMPLE}
          data={{
            kind: 'bar',
            categories: ['Spring', 'Summer', 'Autumn', 'Winter'],
            axis: { label: 'Orders' },
            series: [
              { name: 'Shop', values: [820, 640, 910, 1200] },
              { name: 'Online', values: [1100, 980, 1400, null] },
            ],
          }}
        />
        <Chart
          title="Weight and drape"
          how="measured"
          source={EXAMPLE}
          onPick={setPick}
          data={{
            kind: 'scatter',
            x: { label: 'Weight', unit: 'g/m²' },
            y: { label: 'Drape', style: 'percent', digits: 0 },
            groups: ['Wool', 'Cotton', 'Silk'].map((name, group) => ({
              name,
              points: Array.from({ length: 14 }, (_, at) => ({ x: 60 + group * 70 + random() * 90, y: 0.3 + random() * 0.4, label: `${name} ${at + 1}`, id: `${name}-${at}` })),
            })),
          }}
        />
        <Chart title="ROC" how="measured" source={EXAMPLE} height={320} data={{ kind: 'curve', which: 'roc', curves: [{ name: 'Shirt', points: roc2, area: 0.871 }, { name: 'Coat', points: roc, area: 0.962 }] }} />
        <Chart title="Precision and recall" how="measured" source={EXAMPLE} height={320} data={{ kind: 'curve', which: 'pr', baseline: 0.1, curves: [{ name: 'Shirt', points: roc2.map(([x]) => [x, 1 - 0.5 * x ** 3] as const), area: 0.884 }] }} />
      </div>
      <Chart
        title="What is taken for what"
        note={pick?.row ? `Chosen: ${pick.row} taken for ${pick.column}` : 'A click, or Enter, opens the pictures of a cell.'}
        how="measured"
        source={EXAMPLE}
        onPick={setPick}
        data={{ kind: 'matrix', rows: kinds, columns: kinds, values: confusion, rowLabel: 'Actual', columnLabel: 'Predicted', value: { label: 'Images', digits: 0 }, scale: 'share' }}
      />
      <div className={classes.two}>
        <Chart title="Change since last season" how="measured" source={EXAMPLE} data={{ kind: 'matrix', rows: ['Coat', 'Dress', 'Shirt'], columns: ['North', 'South', 'East', 'West'], values: [[12, -4, 0, 7], [-18, 3, 9, -2], [5, 5, null, -9]], rowLabel: 'Style', columnLabel: 'Region', value: { label: 'Change', unit: '%', digits: 0 }, scale: 'difference' }} />
        <Chart title="Nothing yet" how="measured" data={{ kind: 'line', x: { label: 'Epoch' }, y: { label: 'Loss' }, series: [] }} height={160} />
      </div>
      <ChartSkeleton height={180} />
    </div>
  )
}

interface Fabric {
  id: string
  name: string
  weight: number
  drape: number | null
  stretch: number
}

const fabrics: Fabric[] = Array.from({ length: 240 }, (_, at) => ({
  id: `fabric-${at}`,
  name: `${['Twill', 'Poplin', 'Crêpe', 'Denim', '双绉', '府绸'][at % 6]} ${at + 1}`,
  weight: Math.round(80 + random() * 260),
  drape: at % 7 === 3 ? null : random(),
  stretch: random() * 0.3,
}))

export function Tables() {
  const { format } = useWords()
  const [open, setOpen] = useState<string | null>('fabric-1')
  const columns: Column<Fabric>[] = [
    { key: 'name', label: 'Fabric', cell: (row) => row.name, value: (row) => row.name },
    { key: 'weight', label: 'Weight, g/m²', cell: (row) => format.number(row.weight), value: (row) => row.weight, numeric: true },
    { key: 'drape', label: 'Drape', cell: (row) => (row.drape === null ? '–' : format.percent(row.drape)), value: (row) => row.drape, numeric: true },
    { key: 'stretch', label: 'Stretch', cell: (row) => format.percent(row.stretch), value: (row) => row.stretch, numeric: true, hidden: true },
  ]
  return (
    <div className={classes.stack}>
      <DataTable label="Fabrics (example)" columns={columns} rows={fabrics} rowKey={(row) => row.id} onOpen={(row) => setOpen(row.id)} openKey={open} height={320} />
      <DataTable label="Empty" columns={columns} rows={[]} rowKey={(row) => row.id} />
      <TableSkeleton rows={3} />
    </div>
  )
}
