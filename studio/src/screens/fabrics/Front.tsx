/** A front explored: ranges on parallel axes, a scatter of any two, and a table, all of the same cloths. */
import { Button, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { asApiError, type FabricFront, type FabricGiven, useFabricMember, useFabricTaste, useKeepFabric } from '@/api'
import { Section, useAddress } from '@/app'
import { Chart } from '@/kit/Chart'
import { type Column, DataTable } from '@/kit/DataTable'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { Parallel, type ParallelAxis, within } from '@/kit/Parallel'
import { SidePanel } from '@/kit/SidePanel'
import { PageSkeleton } from '@/kit/Skeletons'
import { type Say, useWords } from '@/locale'
import { Drawing } from './Drawing'
import { ofWords, worth } from './numbers'
import { Sample } from './Sample'
import { idOf } from './spec'
import classes from './Fabrics.module.css'

interface Row {
  number: number
  made: string
  values: readonly number[]
  rank: number | null
}

export function Front({ front }: { front: FabricFront }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const [ranges, setRanges] = useState<Record<string, readonly [number, number]>>({})
  const axes = useMemo<ParallelAxis[]>(
    () =>
      front.objectives.map(({ of, want }) => {
        const values = front.columns[of] ?? []
        return { key: of, label: ofWords(of, t), unit: front.units[of] ?? '', range: [Math.min(...values), Math.max(...values)], better: want === 'least' ? 'lower' : 'higher' }
      }),
    [front, t],
  )
  const values = useMemo(() => Array.from({ length: front.count }, (_, at) => front.objectives.map(({ of }) => front.columns[of]![at]!)), [front])
  const kept = within(values, axes, ranges)
  const [x, setX] = useState(front.objectives[0]!.of)
  const [y, setY] = useState(front.objectives[1]?.of ?? front.objectives[0]!.of)
  const taste = useFabricTaste(front.id).data
  const ranks = new Map((taste?.choices ?? 0) > 0 ? taste!.ranking.map(({ number }, at) => [number, at + 1]) : [])
  const asked = query.get('member')
  const chosen = asked !== null && Number(asked) < front.count ? Number(asked) : null
  const choose = (number: number) => change({ member: String(number) })
  const made = (number: number) => designWords(front.designs[number]!, t)
  const rows: Row[] = values.flatMap((each, number) => (kept[number] ? [{ number, made: made(number), values: each, rank: ranks.get(number) ?? null }] : []))
  const columns: Column<Row>[] = [
    ...(ranks.size > 0 ? [{ key: 'rank', label: t('fabric.search.rank'), cell: (row: Row) => row.rank, value: (row: Row) => row.rank, numeric: true, width: '72px' }] : []),
    { key: 'made', label: t('fabric.search.cloth'), cell: (row) => row.made, value: (row) => row.made, width: 'minmax(240px, 3fr)' },
    ...axes.map(({ key, label, unit }, at) => ({ key, label: unit ? `${label}, ${unit}` : label, cell: (row: Row) => format.number(worth(row.values[at]!)), value: (row: Row) => worth(row.values[at]!), numeric: true })),
  ]
  const point = (number: number) => ({ x: front.columns[x]![number]!, y: front.columns[y]![number]!, id: String(number), label: number === chosen ? `${number + 1}` : made(number) })
  const numbers = values.map((_, number) => number)
  const every = Object.keys(front.columns).map((of) => ({ value: of, label: ofWords(of, t) }))
  return (
    <Section
      title={t('fabric.search.front')}
      actions={
        Object.keys(ranges).length > 0 ? (
          <Button size="xs" variant="default" onClick={() => setRanges({})}>
            {t('fabric.search.all')}
          </Button>
        ) : null
      }
    >
      <p className="quiet small" role="status">
        {t('fabric.search.kept', { kept: rows.length, count: front.count })} <HowBadge how="predicted" />
      </p>
      <Parallel label={t('fabric.search.parallel')} axes={axes} rows={values} ranges={ranges} chosen={chosen} onRange={(key, range) => setRanges((before) => ({ ...before, [key]: range }))} />
      <div className={classes.explore}>
        <div>
          <div className={classes.row}>
            <Select size="xs" label={t('fabric.search.across')} allowDeselect={false} data={every} value={x} onChange={(next) => setX(next ?? x)} />
            <Select size="xs" label={t('fabric.search.up')} allowDeselect={false} data={every} value={y} onChange={(next) => setY(next ?? y)} />
          </div>
          <Chart
            title={t('fabric.search.scatter')}
            how="predicted"
            onPick={({ id }) => (id === undefined ? undefined : choose(Number(id)))}
            data={{
              kind: 'scatter',
              x: { label: ofWords(x, t), unit: front.units[x] ?? '' },
              y: { label: ofWords(y, t), unit: front.units[y] ?? '' },
              groups: [
                { name: t('fabric.search.within'), points: numbers.filter((number) => kept[number] && number !== chosen).map(point) },
                { name: t('fabric.search.outside'), points: numbers.filter((number) => !kept[number] && number !== chosen).map(point) },
                { name: t('fabric.search.chosen'), points: chosen === null ? [] : [point(chosen)] },
              ].filter(({ points }) => points.length > 0),
            }}
          />
        </div>
        <DataTable label={t('fabric.search.front')} columns={columns} rows={rows} rowKey={({ number }) => String(number)} onOpen={({ number }) => choose(number)} openKey={asked} height={380} empty={<p className="quiet">{t('fabric.search.noneWithin')}</p>} />
      </div>
      {chosen === null ? null : <Member front={front} number={chosen} onClose={() => change({ member: null })} />}
    </Section>
  )
}

function Member({ front, number, onClose }: { front: FabricFront; number: number; onClose: () => void }) {
  const { t, format } = useWords()
  const navigate = useNavigate()
  const member = useFabricMember(front.id, number)
  const keep = useKeepFabric()
  const data = member.data
  const id = `${idOf(front.name).slice(0, 40)}-${number}`
  return (
    <SidePanel
      title={designWords(front.designs[number]!, t)}
      eyebrow={t('fabric.search.member', { number: number + 1 })}
      onClose={onClose}
    >
      {keep.error ? <ErrorNote error={asApiError(keep.error)} compact /> : null}
      {member.error ? <ErrorNote error={asApiError(member.error)} onRetry={() => void member.refetch()} /> : null}
      {data && data.number === number ? (
        <>
          <Button loading={keep.isPending} onClick={() => keep.mutate({ id, given: { ...(data.spec as FabricGiven), name: `${front.name} ${number + 1}` } }, { onSuccess: () => void navigate(`/design/fabrics/of/${id}`) })}>
            {t('fabric.search.keep')}
          </Button>
          <Drawing given={data.spec as FabricGiven} name={front.name} sheet={undefined} />
          <dl className={classes.keys}>
            {Object.entries(data.values).map(([of, { value, low, high }]) => (
              <div key={of}>
                <dt>{ofWords(of, t)}</dt>
                <dd className="numbers">
                  {format.number(worth(value))} {front.units[of]} <span className="quiet small">{t('fabric.between', { low: format.number(worth(low)), high: format.number(worth(high)) })}</span>
                </dd>
              </div>
            ))}
          </dl>
          <p className="small">
            <HowBadge how="predicted" />
          </p>
          <Sample id={front.id} member={number} units={front.units} />
        </>
      ) : member.error ? null : (
        <PageSkeleton />
      )}
    </SidePanel>
  )
}

/** A design in the trade's words, short enough for a row. */
export function designWords(design: Record<string, number | string>, t: Say): string {
  const text = (key: string) => String(design[key] ?? '')
  const second = Number(design.second_pct ?? 0)
  const fibre = second > 0 && text('second_fibre') !== text('fibre') ? `${Math.round(100 - second)}% ${text('fibre')} ${Math.round(second)}% ${text('second_fibre')}` : text('fibre')
  const made = design.weave ? `${text('weave')} ${text('ends')}/${text('picks')} · ${text('warp_tex')} × ${text('weft_tex')} tex` : `${text('stitch') || t('fabric.stitch.jersey')} ${text('loop_mm')} mm · ${text('tex')} tex`
  return [fibre, made, text('finish')].filter(Boolean).join(' · ')
}
