/** Where a garment's sensors go: limits in, the best sites on a body out, what each adds, and how long a battery lasts. */
import { Autocomplete, NumberInput, SegmentedControl } from '@mantine/core'
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { asApiError, type SensorPlacement, usePlacement, usePrograms, useSensorBody } from '@/api'
import { Section, useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { HowBadge } from '@/kit/HowBadge'
import { FiguresSkeleton, TableSkeleton } from '@/kit/Skeletons'
import { Stage3D } from '@/kit/Stage3D'
import { useWords } from '@/locale'
import { usePalette } from '@/look/usePalette'
import { named } from '../fit/words'
import { Energy } from './Energy'
import { addedOf, stageOf } from './sites'
import classes from './Wearables.module.css'

const SETTLED_MS = 350
type Site = SensorPlacement['sites'][number]

export function Placement() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const programs = usePrograms().data?.programs ?? []
  const garment = query.get('garment') ?? 'trousers'
  const [typed, setTyped] = useState(garment)
  const number = (name: string) => (query.get(name) === null || !Number.isFinite(Number(query.get(name))) ? undefined : Number(query.get(name)))
  const sensors = Math.min(4, Math.max(1, Math.round(number('sensors') ?? 3)))
  const cost = number('cost')
  const washes = number('washes')
  const wanted = { garment, sensors, ...(cost ? { cost_eur: cost } : {}), ...(washes ? { washes } : {}) }
  const [settled] = useDebouncedValue(wanted, SETTLED_MS)
  const known = new Map(programs.map(({ id }) => [named('program', id, t), id]))
  const word = [...known].find(([, id]) => id === garment)?.[0] ?? garment
  const take = (text: string) => {
    const next = known.get(text) ?? text.trim()
    if (next) change({ garment: next })
  }
  return (
    <>
      <div className={classes.row}>
        <Autocomplete
          label={t('wearables.place.garment')}
          value={typed === garment ? word : typed}
          onChange={setTyped}
          onOptionSubmit={take}
          onBlur={() => take(typed === garment ? word : typed)}
          onKeyDown={(event) => (event.key === 'Enter' ? take(typed) : undefined)}
          maxLength={200}
          data={[...known.keys()]}
        />
        <div>
          <span className={classes.fieldLabel} id="sensors">
            {t('wearables.place.sensors')}
          </span>
          <SegmentedControl aria-labelledby="sensors" value={String(sensors)} data={['1', '2', '3', '4']} onChange={(value) => change({ sensors: value })} />
        </div>
        <NumberInput label={t('wearables.place.cost')} placeholder={t('wearables.place.any')} value={cost ?? ''} min={1} max={1e6} onChange={(value) => change({ cost: value === '' ? null : String(value) })} />
        <NumberInput label={t('wearables.place.washes')} placeholder={t('wearables.place.any')} value={washes ?? ''} min={0} max={10_000} allowDecimal={false} onChange={(value) => change({ washes: value === '' ? null : String(value) })} />
      </div>
      <Answer key={settled.garment} wanted={settled} />
      <Energy />
    </>
  )
}

function Answer({ wanted }: { wanted: { garment: string; sensors: number } }) {
  const { t, format, language } = useWords()
  const isPhone = useMediaQuery('(max-width: 48em)') ?? false
  const { accent, quiet, hairline, warn } = usePalette()
  const placement = usePlacement(wanted)
  const body = useSensorBody(wanted.garment)
  const [lit, setLit] = useState<string | null>(null)
  const made = placement.error ? undefined : placement.data
  const source = useMemo(() => (body.data ? stageOf(body.data, made, lit, { chosen: accent, free: quiet, closed: hairline, lit: warn }) : null), [body.data, made, lit, accent, quiet, hairline, warn])
  const added = made ? addedOf(made) : new Map<string, number>()
  const title = (site: Site) => (language === 'zh-CN' ? site.title_zh : site.title)
  const placed = (site: Site) => (site.real ? `${title(site)} · ${t('wearables.place.real', { share: format.percent(site.real.score, 1) })}` : title(site))
  const points = (value: number) => `${value < 0 ? '−' : '+'}${format.number(Math.abs(value) * 100, 1)}`
  const columns: Column<Site>[] = [
    { key: 'order', label: t('wearables.place.order'), numeric: true, width: '64px', cell: ({ id }) => (made?.chosen.includes(id) ? made.chosen.indexOf(id) + 1 : '–'), value: ({ id }) => (made?.chosen.includes(id) ? made.chosen.indexOf(id) + 1 : null) },
    { key: 'site', label: t('wearables.place.site'), cell: placed, value: title, width: 'minmax(160px, 2fr)' },
    { key: 'adds', label: t('wearables.place.adds'), numeric: true, cell: ({ id }) => (added.has(id) ? points(added.get(id)!) : '–'), value: ({ id }) => added.get(id) ?? null },
    { key: 'alone', label: t('wearables.place.alone'), numeric: true, cell: ({ score }) => format.percent(score, 1), value: ({ score }) => score },
    { key: 'ease', label: t('wearables.place.ease'), numeric: true, cell: ({ ease_cm }) => format.number(ease_cm, 1), value: ({ ease_cm }) => ease_cm },
    { key: 'cost', label: t('wearables.place.euros'), numeric: true, cell: ({ cost_eur }) => format.number(cost_eur, 0), value: ({ cost_eur }) => cost_eur },
    { key: 'washes', label: t('wearables.place.lasts'), numeric: true, cell: ({ washes }) => format.number(washes), value: ({ washes }) => washes },
    { key: 'state', label: t('wearables.place.state'), cell: (site) => t(`wearables.place.is.${stateOf(site)}`), value: stateOf, width: 'minmax(110px, 1fr)' },
  ]
  if (body.error && placement.error) {
    return (
      <>
        <ErrorNote error={asApiError(placement.error)} />
        <EmptyState title={t('wearables.place.noSites')}>
          <p>{t('wearables.place.noSitesHint')}</p>
        </EmptyState>
      </>
    )
  }
  return (
    <>
      {placement.error ? <ErrorNote error={asApiError(placement.error)} onRetry={() => void placement.refetch()} /> : null}
      <div className={classes.placed} aria-busy={placement.isFetching}>
        <Stage3D
          label={made ? t('wearables.place.stage', { sites: format.list(made.chosen.map((id) => title(made.sites.find((each) => each.id === id)!))) }) : t('wearables.place.stageEmpty')}
          source={source}
          how="synthetic"
          waiting={body.isFetching ? t('wearables.place.waiting') : undefined}
          height={isPhone ? 380 : 620}
          caption={t('wearables.place.caption')}
        />
        <div>
          {made ? (
            <>
              <div className={classes.figures} role="status">
                <Figure label={t('wearables.place.score')} value={made.score.value} style="percent" digits={1} interval={made.score.ci95} how="synthetic" source={t('wearables.place.people', { count: made.people })} />
                <Figure label={t('wearables.place.euros')} value={made.cost_eur} digits={0} how="estimated" source={t('wearables.place.assumed')} />
                <Figure label={t('wearables.place.lasts')} value={made.washes} digits={0} how="estimated" source={t('wearables.place.assumed')} />
              </div>
              <Section title={t('wearables.place.what')} actions={<HowBadge how="synthetic" />}>
                <DataTable label={t('wearables.place.what')} columns={columns} rows={inOrder(made)} rowKey={({ id }) => id} openKey={lit} onOpen={({ id }) => setLit(id === lit ? null : id)} />
                <p className="quiet small">{t('wearables.place.method')}</p>
                {made.sites.some(({ real }) => real) ? <p className="quiet small">{t('wearables.place.realHint')}</p> : null}
              </Section>
            </>
          ) : placement.error ? null : (
            <>
              <FiguresSkeleton count={3} />
              <TableSkeleton rows={7} columns={7} />
            </>
          )}
        </div>
      </div>
    </>
  )
}

const stateOf = ({ is_chosen, is_allowed }: Site) => (is_chosen ? 'chosen' : is_allowed ? 'free' : 'closed')

/** Chosen sites first, in the order in which they add; then the others by what they tell alone. */
function inOrder({ sites, chosen }: SensorPlacement): Site[] {
  const place = (id: string) => (chosen.includes(id) ? chosen.indexOf(id) : chosen.length)
  return [...sites].sort((one, other) => place(one.id) - place(other.id) || other.score - one.score)
}
