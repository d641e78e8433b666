/** The mood board: pictures kept beside the work, and the colours of all of them or of some. */
import { ActionIcon, Button, NumberInput } from '@mantine/core'
import { Link } from 'react-router'
import { asApiError, type Pinned, useBoard, useBoardPalette, usePin, useUnpin } from '@/api'
import { Loaded, Section, tell, useAddress } from '@/app'
import { DropZone } from '@/kit/DropZone'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { DeleteIcon } from '@/kit/Icon'
import { CardsSkeleton, TableSkeleton } from '@/kit/Skeletons'
import { inWords } from '@/house'
import { useWords } from '@/locale'
import { Sight } from './Colours'
import classes from './Design.module.css'

const MOST_COLOURS = 12
const USUAL_COLOURS = 6

export function Board() {
  const { t } = useWords()
  const board = useBoard()
  const pin = usePin()
  const add = (files: readonly File[]) => pin.mutate(files, { onSuccess: () => tell.done(t('desk.board.pinned')) })
  return (
    <>
      <DropZone label={t('desk.board.drop')} busy={pin.isPending} onFiles={add} compact />
      {pin.error ? <ErrorNote error={asApiError(pin.error)} compact /> : null}
      <Loaded query={board} skeleton={<CardsSkeleton count={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t('desk.board.none')} steps={[t('desk.board.first'), t('desk.board.second')]} action={{ label: t('desk.tab.concepts'), href: '/design/concepts' }}>
              <p>{t('desk.board.noneWhat')}</p>
            </EmptyState>
          ) : (
            <Pictures pictures={items} />
          )
        }
      </Loaded>
    </>
  )
}

function Pictures({ pictures }: { pictures: readonly Pinned[] }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const unpin = useUnpin()
  const pin = usePin()
  const chosen = query.getAll('picture').filter((id) => pictures.some((each) => each.id === id))
  const toggle = (id: string) => change({ picture: chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id] })
  const takeOff = async ({ id, url }: Pinned) => {
    // The picture itself is what an undo pins again.
    const data = await fetch(url).then((answer) => answer.blob())
    unpin.mutate(id, { onSuccess: () => tell.undo(t('desk.board.gone'), t('kit.undo'), () => pin.mutate([new File([data], `${id}.jpg`, { type: 'image/jpeg' })])) })
  }
  return (
    <>
      <p className="small quiet" role="status">
        {chosen.length > 0 ? t('desk.board.chosen', { count: chosen.length }) : t('desk.board.count', { count: pictures.length })}
      </p>
      <ul className={classes.board}>
        {pictures.map((each, at) => (
          <li key={each.id} style={{ aspectRatio: `${each.width} / ${each.height}` }}>
            <button type="button" className={classes.pinned} aria-pressed={chosen.includes(each.id)} aria-label={t('desk.board.picture', { number: at + 1, date: format.date(each.pinned_at) })} onClick={() => toggle(each.id)}>
              <img src={each.url} alt="" loading="lazy" width={each.width} height={each.height} />
            </button>
            <ActionIcon className={classes.off!} variant="default" aria-label={t('desk.board.off', { number: at + 1 })} onClick={() => void takeOff(each)}>
              <DeleteIcon size={14} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Palette chosen={chosen} />
    </>
  )
}

function Palette({ chosen }: { chosen: readonly string[] }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const n = Math.min(MOST_COLOURS, Math.max(1, Math.trunc(Number(query.get('n'))) || USUAL_COLOURS))
  const palette = useBoardPalette(chosen, n, true)
  const colours = palette.data?.colours.map(({ colour }) => colour) ?? []
  return (
    <Section
      title={t('desk.board.palette')}
      actions={
        colours.length > 1 ? (
          <Button component={Link} size="xs" variant="default" to={`/design/prints?colours=${colours.map((each) => each.slice(1)).join(',')}`}>
            {t('desk.board.use')}
          </Button>
        ) : null
      }
    >
      <NumberInput className={classes.count!} size="xs" label={t('desk.board.howMany')} min={1} max={MOST_COLOURS} value={n} onValueChange={({ floatValue }, { source }) => (source === 'event' && floatValue ? change({ n: floatValue === USUAL_COLOURS ? null : String(floatValue) }) : undefined)} />
      <Loaded query={palette} skeleton={<TableSkeleton rows={2} columns={6} />}>
        {(found) => (
          <div className={classes.stack}>
            <ul className={classes.swatches} data-waiting={palette.isPlaceholderData}>
              {found.colours.map(({ colour, share, name }) => (
                <li key={colour} style={{ flexGrow: Math.max(0.06, share) }}>
                  <span className={classes.swatch} style={{ background: colour }} aria-hidden />
                  <span className="small numbers">{colour}</span>
                  <span className="small quiet">
                    {inWords('colour', name, t)} {format.percent(share, 0)}
                  </span>
                </li>
              ))}
            </ul>
            {colours.length > 1 ? <Sight palette={colours} /> : null}
          </div>
        )}
      </Loaded>
    </Section>
  )
}
