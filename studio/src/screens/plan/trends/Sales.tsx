/** What sales tell, as tables: how much of what came is sold, what comes back, what is bought together. */
import { SegmentedControl } from '@mantine/core'
import { useNavigate } from 'react-router'
import { type SalesQuestion, type SalesTold, useSales } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { said } from '@/house'
import { type Column, DataTable } from '@/kit/DataTable'
import { HowBadge } from '@/kit/HowBadge'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Language, type Say, useWords } from '@/locale'
import { part } from './words'
import classes from './Trends.module.css'

const QUESTIONS = { 'sell-through': 'sell_through', returns: 'returns', baskets: 'baskets' } as const

/** A row of any of the three, as the server's own JSON has it. */
interface Told {
  key: string
  launched: string
  weeks: number
  received: number
  sold: number
  rate: number | null
  returned: number
  value: number
  ci95: [number, number]
  first: string
  second: string
  orders: number
  confidence: number
  lift: number
  lift_ci95: [number, number]
}

interface Words {
  t: Say
  format: Format
  language: Language
}

export function Sales() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const asked = query.get('sales') ?? ''
  const what: SalesQuestion = asked in QUESTIONS ? (asked as SalesQuestion) : 'sell-through'
  const found = useSales(what)
  return (
    <Section title={t('trends.sales.title')}>
      <SegmentedControl
        className={classes.question!}
        aria-label={t('trends.sales.question')}
        value={what}
        data={Object.entries(QUESTIONS).map(([value, key]) => ({ value, label: t(`trends.sales.${key}`) }))}
        onChange={(next) => change({ sales: next === 'sell-through' ? null : next })}
      />
      <Loaded query={found} skeleton={<TableSkeleton columns={5} rows={6} />} absent={(error) => (error.code === 'MOD-2431' ? <p className="quiet">{t('trends.sales.none')}</p> : null)}>
        {(told) => <Answer told={told} what={what} />}
      </Loaded>
    </Section>
  )
}

function Answer({ told, what }: { told: SalesTold; what: SalesQuestion }) {
  const words = useWords()
  const { t, format } = words
  const go = useNavigate()
  const rows = (told.found[{ 'sell-through': 'items', returns: 'groups', baskets: 'pairs' }[what]] ?? []) as Told[]
  const overall = what === 'returns' ? (told.found.overall as Told | undefined) : undefined
  return (
    <>
      <p className={classes.told}>
        {overall ? <span>{t('trends.sales.overall', { rate: part(overall.value, format), low: part(overall.ci95[0], format), high: part(overall.ci95[1], format) })}</span> : null}
        <span className="quiet">{t('trends.sales.of', { lines: format.number(told.lines), date: format.date(told.as_of) })}</span>
        <HowBadge how={told.basis} />
      </p>
      <DataTable
        label={t(`trends.sales.${QUESTIONS[what]}`)}
        columns={columnsOf(what, told, words)}
        rows={rows}
        rowKey={(row) => row.key ?? `${row.first} ${row.second}`}
        onOpen={(row) => void go(`/garments/${encodeURIComponent(row.key ?? row.first)}`)}
        empty={<p className="quiet">{t('trends.sales.none')}</p>}
        height={480}
      />
      {told.count > rows.length ? <p className="quiet small">{t('trends.sales.cut', { shown: format.number(rows.length), count: format.number(told.count) })}</p> : null}
    </>
  )
}

function columnsOf(what: SalesQuestion, told: SalesTold, { t, format, language }: Words): Column<Told>[] {
  const garment = (id: string) => (told.garments[id] ? said(told.garments[id], 'name', language) : id)
  const words = (key: string, label: string, say: (row: Told) => string): Column<Told> => ({ key, label, cell: say, value: say, width: 'minmax(200px, 3fr)' })
  const number = (key: string, label: string, value: (row: Told) => number | null, say: (value: number) => string = (each) => format.number(each)): Column<Told> => ({
    key,
    label,
    numeric: true,
    width: 'minmax(104px, 1fr)',
    value,
    cell: (row) => {
      const given = value(row)
      return given === null ? '–' : say(given)
    },
  })
  const share = (each: number) => part(each, format)
  const name = words('garment', t('trends.sales.garment'), ({ key }) => garment(key))
  switch (what) {
    case 'sell-through':
      return [
        name,
        { key: 'launched', label: t('trends.sales.launched'), cell: ({ launched }) => format.date(launched), value: ({ launched }) => launched, width: 'minmax(150px, 1fr)' },
        number('weeks', t('trends.sales.weeks'), ({ weeks }) => weeks),
        number('received', t('trends.sales.received'), ({ received }) => received),
        number('sold', t('trends.sales.sold'), ({ sold }) => sold),
        number('rate', t('trends.sales.rate'), ({ rate }) => rate, share),
      ]
    case 'returns':
      return [
        name,
        number('lines', t('trends.sales.lines'), ({ sold }) => sold),
        number('returned', t('trends.sales.returned'), ({ returned }) => returned),
        number('rate', t('trends.sales.returnRate'), ({ value }) => value, share),
        number('low', t('trends.sales.low'), ({ ci95 }) => ci95[0], share),
        number('high', t('trends.sales.high'), ({ ci95 }) => ci95[1], share),
      ]
    case 'baskets':
      return [
        words('first', t('trends.sales.first'), ({ first }) => garment(first)),
        words('second', t('trends.sales.second'), ({ second }) => garment(second)),
        number('orders', t('trends.sales.orders'), ({ orders }) => orders),
        number('confidence', t('trends.sales.confidence'), ({ confidence }) => confidence, share),
        number('lift', t('trends.sales.lift'), ({ lift }) => lift, (each) => t('trends.sales.liftOf', { lift: format.number(each, 1) })),
        number('lowLift', t('trends.sales.lowLift'), ({ lift_ci95 }) => lift_ci95[0], (each) => t('trends.sales.liftOf', { lift: format.number(each, 1) })),
      ]
  }
}
