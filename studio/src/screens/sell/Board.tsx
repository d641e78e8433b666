/** An answer without and with the drafted rules, side by side; a garment is dragged to a place, or moved there by keys. */
import { ActionIcon, Menu } from '@mantine/core'
import { type DragEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Garment, photoAt, type Preview, type Recommended } from '@/api'
import { said } from '@/house'
import { DragIcon, MoreIcon, PinIcon } from '@/kit/Icon'
import { Picture } from '@/kit/Picture'
import { StitchFrame } from '@/kit/Stitch'
import { useWords } from '@/locale'
import { nameOf, traceWords } from './words'
import classes from './Board.module.css'

/** What is dragged, as the browser carries it. */
export const CARRIED = 'application/x-modiste-garment'

export type Weighing = 'boost' | 'bury' | 'exclude'

export interface BoardProps {
  preview: Preview
  known: ReadonlyMap<string, Garment>
  /** The place that a garment is pinned to, by the rules as they would be. */
  placeOf: (garment: string) => number | undefined
  onPin: (garment: string, place: number) => void
  onUnpin: (garment: string) => void
  onWeigh: (garment: string, how: Weighing) => void
  isBusy: boolean
}

export function Board({ preview, known, placeOf, onPin, onUnpin, onWeigh, isBusy }: BoardProps) {
  const { t, format, language } = useWords()
  const [over, setOver] = useState<number | null>(null)
  const [spoken, setSpoken] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const moved = useRef<string | null>(null)
  const before = new Map(preview.before.results.map(({ garment, place }) => [garment, place]))

  // A row that moves in the page loses the focus: whoever moves it by keys goes along.
  useEffect(() => {
    const handle = moved.current ? list.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(moved.current)}"]`) : null
    if (handle && document.activeElement !== handle && document.activeElement === document.body) handle.focus()
  }, [preview])

  const pin = (garment: string, name: string, place: number) => {
    if (place < 1) return
    moved.current = garment
    onPin(garment, place)
    setSpoken(t('sell.board.said.pinned', { name, place: format.number(place) }))
  }
  const unpin = (garment: string, name: string) => {
    onUnpin(garment)
    setSpoken(t('sell.board.said.unpinned', { name }))
  }
  const onKeyDown = (event: KeyboardEvent, { garment, place }: Recommended, name: string) => {
    const at = placeOf(garment) ?? place
    const act = {
      ArrowUp: () => pin(garment, name, at - 1),
      ArrowDown: () => pin(garment, name, at + 1),
      Enter: () => pin(garment, name, at),
      ' ': () => pin(garment, name, at),
      Delete: () => unpin(garment, name),
      Backspace: () => unpin(garment, name),
    }[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  const onDrop = (event: DragEvent, place: number) => {
    event.preventDefault()
    setOver(null)
    const garment = event.dataTransfer.getData(CARRIED)
    if (garment) pin(garment, nameOf(known, language)(garment), place)
  }
  return (
    <div className={classes.room}>
      <div className={classes.board} aria-busy={isBusy}>
        <section aria-label={t('sell.board.before')}>
          <h3 className="label">{t('sell.board.before')}</h3>
          <ol className={classes.list}>
            {preview.before.results.map((each) => (
              // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- by keys it is moved in the list beside
              <li key={each.garment} className={classes.row} draggable onDragStart={(event) => carry(event, each.garment)}>
                <span className={classes.place}>{format.number(each.place)}</span>
                <Row recommended={each} known={known} />
              </li>
            ))}
          </ol>
        </section>
        <section aria-label={t('sell.board.after')}>
          <h3 className="label">{t('sell.board.after')}</h3>
          <ol className={classes.list} ref={list}>
            {preview.after.results.map((each) => {
              const name = each.shown ? said(each.shown, 'name', language) : each.garment
              const pinnedTo = placeOf(each.garment)
              return (
                // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its handle does the same by keys
                <li
                  key={each.garment}
                  className={classes.row}
                  data-pinned={pinnedTo !== undefined}
                  draggable
                  onDragStart={(event) => carry(event, each.garment)}
                  onDragOver={(event) => {
                    if (!event.dataTransfer.types.includes(CARRIED)) return
                    event.preventDefault()
                    event.dataTransfer.dropEffect = 'move'
                    setOver(each.place)
                  }}
                  onDragLeave={() => setOver(null)}
                  onDragEnd={() => setOver(null)}
                  onDrop={(event) => onDrop(event, each.place)}
                >
                  {over === each.place ? <StitchFrame /> : null}
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    className={classes.handle!}
                    data-handle={each.garment}
                    aria-label={t('sell.board.handle', { name, place: format.number(each.place) })}
                    aria-keyshortcuts="ArrowUp ArrowDown Enter Delete"
                    title={t('sell.board.keys')}
                    onKeyDown={(event) => onKeyDown(event, each, name)}
                  >
                    <DragIcon size={16} aria-hidden />
                  </ActionIcon>
                  <span className={classes.place}>{format.number(each.place)}</span>
                  <Row recommended={each} known={known} change={<Change was={before.get(each.garment)} place={each.place} />} />
                  {pinnedTo === undefined ? null : <PinIcon size={16} className={classes.pin} aria-hidden />}
                  <Menu position="bottom-end">
                    <Menu.Target>
                      <ActionIcon variant="subtle" aria-label={t('sell.board.more', { name })}>
                        <MoreIcon size={17} aria-hidden />
                      </ActionIcon>
                    </Menu.Target>
                    <Menu.Dropdown>
                      <Menu.Item onClick={() => pin(each.garment, name, each.place)}>{t('sell.board.pinHere')}</Menu.Item>
                      <Menu.Item onClick={() => pin(each.garment, name, 1)}>{t('sell.board.pinFirst')}</Menu.Item>
                      {pinnedTo === undefined ? null : <Menu.Item onClick={() => unpin(each.garment, name)}>{t('sell.board.unpin')}</Menu.Item>}
                      <Menu.Divider />
                      <Menu.Item onClick={() => onWeigh(each.garment, 'boost')}>{t('sell.board.boost')}</Menu.Item>
                      <Menu.Item onClick={() => onWeigh(each.garment, 'bury')}>{t('sell.board.bury')}</Menu.Item>
                      <Menu.Item onClick={() => onWeigh(each.garment, 'exclude')}>{t('sell.board.exclude')}</Menu.Item>
                    </Menu.Dropdown>
                  </Menu>
                </li>
              )
            })}
          </ol>
        </section>
      </div>
      <p className="unseen" role="status">
        {spoken}
      </p>
    </div>
  )
}

function carry(event: DragEvent, garment: string): void {
  event.dataTransfer.setData(CARRIED, garment)
  event.dataTransfer.effectAllowed = 'move'
}

function Row({ recommended, known, change }: { recommended: Recommended; known: ReadonlyMap<string, Garment>; change?: ReactNode }) {
  const { t, format, language } = useWords()
  const { shown, garment, rules } = recommended
  const name = nameOf(known, language)
  const told = rules.filter(({ rule }) => rule !== '').map((rule) => traceWords(rule, name, t, format))
  return (
    <>
      <Picture src={shown?.photo_url ? photoAt(shown.photo_url, 44) : null} alt="" ratio={0.75} fit="fill" className={classes.thumb} />
      <span className={classes.words}>
        <bdi>{shown ? said(shown, 'name', language) : garment}</bdi>
        <span className={classes.told}>
          {change}
          {told.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </span>
      </span>
    </>
  )
}

/** How far a garment moved: up, down, in, or not at all. */
function Change({ was, place }: { was: number | undefined; place: number }) {
  const { t, format } = useWords()
  if (was === place) return null
  const key = was === undefined ? 'in' : was > place ? 'up' : 'down'
  return (
    <span className={classes.change} data-change={key}>
      {t(`sell.board.change.${key}`, { places: format.number(Math.abs((was ?? place) - place)), count: Math.abs((was ?? place) - place) })}
    </span>
  )
}
