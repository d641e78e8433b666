/** Garments: the whole catalogue on one wall, narrowed, sorted, selected and edited; the address says all of it. */
import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useState } from 'react'
import { Link } from 'react-router'
import { asApiError, idsBetween, useFacets, useShelf } from '@/api'
import { noteInAddress, Page, useKeys } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { AddIcon } from '@/kit/Icon'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Add, Adding } from './Add'
import { Bulk } from './Bulk'
import { Detail } from './Detail'
import { Facets } from './Facets'
import { areTiny, ratioOf } from './shape'
import { Tools } from './Tools'
import { useSelection } from './useSelection'
import { toggled, useWanted } from './wanted'
import { Wall } from './Wall'
import classes from './Garments.module.css'

const ALL = { filters: {}, q: '' }
/** From so many garments on the first ones say which frame suits. */
const SAMPLE = 24

export default function Garments() {
  const { t } = useWords()
  const { wanted, key, sort, view, open, isNarrowed, choose, clear, change, query } = useWanted()
  const facets = useFacets(wanted)
  const sample = useShelf(ALL, 'id', SAMPLE)
  const { selection, set, all, none } = useSelection(query.get('sel'), key, change)
  const [adding, setAdding] = useState(false)
  const [narrowing, setNarrowing] = useState(false)
  const isNarrow = useMediaQuery('(max-width: 62em)', window.innerWidth <= 992)
  const count = facets.data?.count
  const categories = Object.keys(facets.data?.facets.category ?? {}).filter(Boolean)

  useKeys(t('shell.rooms.garments'), [
    { keys: 'Ctrl+A', does: t('garments.keys.all'), run: all },
    { keys: 'v', does: t('garments.keys.view'), run: () => change({ view: view === 'grid' ? 'list' : null }) },
    { keys: 'Escape', does: t('garments.keys.none'), run: none },
  ])
  const select = useCallback(
    (id: string, selected: boolean, places?: readonly [number, number]) => {
      set([id], selected)
      if (places) void idsBetween(wanted, sort, places[0], places[1]).then((ids) => set(ids, selected))
    },
    [set, wanted, sort],
  )
  const openBeside = useCallback(
    (id: string) => {
      // Where the panel would cover the list, the garment's own page is the better place.
      if (isNarrow) return false
      change({ open: id })
      return true
    },
    [change, isNarrow],
  )

  const isEmpty = count === 0 && !isNarrowed
  const facetPanel = <Facets counted={facets.data} filters={wanted.filters} onChoose={choose} />
  return (
    <Page
      title={wanted.q ? t('garments.found', { words: wanted.q }) : t('shell.rooms.garments')}
      eyebrow={wanted.q ? t('shell.rooms.garments') : undefined}
      actions={
        isEmpty ? undefined : (
          <>
            <Button component={Link} to="/data/import" variant="subtle">
              {t('garments.add.file')}
            </Button>
            <Button variant="default" leftSection={<AddIcon size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('garments.add.button')}
          </Button>
          </>
        )
      }
    >
      {facets.error ? <ErrorNote error={asApiError(facets.error)} onRetry={() => void facets.refetch()} /> : null}
      {facets.isPending ? <CardsSkeleton count={24} /> : null}
      {isEmpty ? (
        <>
          <EmptyState title={t('kit.noGarments')}>
            <p>{t('garments.noneHint')}</p>
          </EmptyState>
          <Adding categories={[]} />
        </>
      ) : null}
      {count !== undefined && !isEmpty ? (
        <div className={classes.halves}>
          <div className={`${classes.facets} ${classes.beside}`}>{facetPanel}</div>
          <div>
            <Tools
              count={count}
              wanted={wanted}
              sort={sort}
              view={view}
              busy={facets.isFetching}
              onSort={(value) => change({ sort: value === 'id' ? null : value, at: null })}
              onView={(value) => change({ view: value === 'grid' ? null : value })}
              onDrop={(name, value) => choose(name, toggled(wanted.filters, name, value))}
              onDropWords={() => change({ q: null, at: null })}
              onClear={clear}
              onFilter={() => setNarrowing(true)}
            />
            {count === 0 ? (
              <EmptyState title={t('garments.noneFound')} action={{ label: t('garments.clear'), onClick: clear }}>
                <p>{t('garments.noneFoundHint')}</p>
              </EmptyState>
            ) : sample.isPending ? (
              <CardsSkeleton count={24} />
            ) : (
              <Wall
                key={`${key} ${sort}`}
                wanted={wanted}
                sort={sort}
                view={view}
                ratio={ratioOf(sample.data?.items ?? [])}
                tiny={areTiny(sample.data?.items ?? [])}
                count={count}
                selection={selection}
                startAt={Number(query.get('at')) || 0}
                onPlace={notePlace}
                onSelect={select}
                onOpen={openBeside}
                onClear={none}
              />
            )}
          </div>
        </div>
      ) : null}
      <Bulk selection={selection} wanted={wanted} total={count ?? 0} categories={categories} onAll={all} onNone={none} />
      {open ? <Detail key="detail" id={open} onClose={() => change({ open: null })} /> : null}
      <Drawer opened={narrowing} onClose={() => setNarrowing(false)} position="left" title={t('garments.narrow')} closeButtonProps={{ 'aria-label': t('kit.close') }}>
        {facetPanel}
      </Drawer>
      <Add opened={adding} categories={categories} onClose={() => setAdding(false)} />
    </Page>
  )
}

const notePlace = (place: number) => noteInAddress('at', place > 0 ? String(place) : '')
