/** A chart with its title, how its numbers were obtained, a table behind it, and ways to take it along. */
import { ActionIcon, Menu } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { type How, HowBadge } from '@/kit/HowBadge'
import { ChartIcon, DownloadIcon, TableIcon } from '@/kit/Icon'
import { csvOf, fileName, save } from '@/kit/Save'
import { ChartSkeleton } from '@/kit/Skeletons'
import { type ChartData, isEmpty, type Pick } from './data'
import { Matrix } from './Matrix'
import type { PlotHandle } from './Plot'
import { Table } from './Table'
import { tableOf } from './table'
import classes from './Chart.module.css'

export type * from './data'

// ECharts is larger than the studio's whole first load; it comes with the first chart.
const Plot = lazy(() => import('./Plot'))

/** Up to so many cells a matrix is made of buttons; beyond, it is drawn. */
const MOST_CELLS = 1_024

export interface ChartProps {
  title: string
  /** One line below the title: what to see in it. */
  note?: ReactNode
  data: ChartData
  how: How
  /** From what: "10,000 test images". */
  source?: string
  height?: number
  /** A point, a bar, a cell was chosen. */
  onPick?: (pick: Pick) => void
  loading?: boolean
  /** The title's level in its page. */
  as?: 'h2' | 'h3' | 'h4'
}

export function Chart({ title, note, data, how, source, height = 280, onPick, loading = false, as: Title = 'h3' }: ChartProps) {
  const { t } = useWords()
  const id = useId()
  const plot = useRef<PlotHandle>(null)
  const [asTable, setAsTable] = useState(false)
  const [drawing, setDrawing] = useState(false)
  const nothing = !loading && isEmpty(data)
  const isMade = data.kind === 'matrix' && data.rows.length * data.columns.length <= MOST_CELLS

  const saveCsv = () => {
    const table = tableOf(data, t)
    save(fileName(title, 'csv'), csvOf(table.columns, table.rows))
  }
  const savePng = async () => {
    // What is no canvas at the moment is drawn for the one picture.
    if (!plot.current) {
      setDrawing(true)
      const ready = await until(() => plot.current)
      if (!ready) return setDrawing(false)
      await new Promise((resolve) => setTimeout(resolve, 400))
    }
    save(fileName(title, 'png'), await plot.current!.png())
    setDrawing(false)
  }
  return (
    <figure className={classes.chart} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <Title className={classes.title} id={id}>
            {title}
          </Title>
          {note ? <p className={classes.note}>{note}</p> : null}
        </div>
        {loading || nothing ? null : (
          <div className={classes.tools}>
            <ActionIcon variant="subtle" size="md" aria-pressed={asTable} aria-label={t(asTable ? 'kit.chart.asChart' : 'kit.chart.asTable')} title={t(asTable ? 'kit.chart.asChart' : 'kit.chart.asTable')} onClick={() => setAsTable(!asTable)}>
              {asTable ? <ChartIcon size={17} aria-hidden /> : <TableIcon size={17} aria-hidden />}
            </ActionIcon>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="subtle" size="md" aria-label={t('kit.chart.save')} title={t('kit.chart.save')}>
                  <DownloadIcon size={17} aria-hidden />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={() => void savePng()}>{t('kit.chart.png')}</Menu.Item>
                <Menu.Item onClick={saveCsv}>{t('kit.chart.csv')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </div>
        )}
      </div>
      {loading ? <ChartSkeleton height={height} /> : null}
      {nothing ? (
        <p className={classes.nothing} style={{ minHeight: height }}>
          {t('kit.chart.nothing')}
        </p>
      ) : null}
      {!loading && !nothing ? (
        <>
          <Legend data={data} />
          {asTable ? <Table data={data} label={title} height={height} /> : null}
          {!asTable && isMade ? <Matrix data={data} label={title} onPick={onPick} /> : null}
          {(!asTable && !isMade) || drawing ? (
            <div className={asTable || isMade ? classes.offstage : undefined}>
              <Suspense fallback={<ChartSkeleton height={height} />}>
                <Plot ref={plot} data={data} label={title} height={height} onPick={onPick} />
              </Suspense>
            </div>
          ) : null}
        </>
      ) : null}
      <figcaption className={classes.foot}>
        <HowBadge how={how} />
        {source ? <span>{source}</span> : null}
      </figcaption>
    </figure>
  )
}

/** Lines name themselves at their ends; only what cannot gets a legend. */
function Legend({ data }: { data: ChartData }) {
  const names = data.kind === 'bar' ? data.series.map(({ name }) => name) : data.kind === 'scatter' ? data.groups.map(({ name }) => name) : []
  const many = data.kind === 'line' && data.series.length > 8 ? data.series.map(({ name }) => name) : names
  if (many.length < 2) return null
  return (
    <ul className={classes.legend}>
      {many.map((name, index) => (
        <li key={name}>
          <span className={classes.swatch} data-shape={data.kind === 'scatter' ? index % 4 : undefined} style={{ background: `var(--kind-${1 + (index % 8)})` }} aria-hidden />
          <span dir="auto">{name}</span>
        </li>
      ))}
    </ul>
  )
}

async function until(ready: () => unknown): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (ready()) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}
