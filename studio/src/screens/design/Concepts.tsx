/** Concepts: garments nobody has made, drawn by a generator of the house; held, branched, steered, looked for, kept on the board. */
import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { Link } from 'react-router'
import { asApiError, type ConceptList, type Generator, madeFile, useConcepts, useDirections, useGenerators, usePin, useResemblance } from '@/api'
import { Loaded, Section, tell, useAddress } from '@/app'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { PinIcon, RefreshIcon, UndoIcon } from '@/kit/Icon'
import { CardsSkeleton } from '@/kit/Skeletons'
import { inWords } from '@/house'
import { useWords } from '@/locale'
import { PALETTE_EXAMPLE } from '@/look/dyes'
import { attributesOf, attributesText, type DirectionName, FARTHEST, pictureOf, stepBack, stepsOf, steerOf, steerText } from './conceptPath'
import { fieldName, valueName } from './fieldWords'
import { Steer } from './Steer'
import classes from './Design.module.css'

type Model = 'flats' | 'gan' | 'flow'

const SETTLED_MS = 250
const SHOWN = 16
const TRAIN = 'modiste train design.gan --data fashion-mnist:train --out design-gan'
const PALETTE = /^#[0-9a-fA-F]{6}(,#[0-9a-fA-F]{6}){0,15}$/

export function Concepts() {
  const { t } = useWords()
  const generators = useGenerators()
  return (
    <Loaded query={generators} skeleton={<CardsSkeleton count={SHOWN} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            title={t('desk.concept.none')}
            steps={[
              <span key="train">
                {t('desk.concept.train')} <code className={classes.code}>{TRAIN}</code>
              </span>,
              t('desk.concept.promote'),
              t('desk.concept.then'),
            ]}
            action={{ label: t('desk.concept.models'), href: '/lab/models' }}
          >
            <p>{t('desk.concept.noneWhat')}</p>
          </EmptyState>
        ) : (
          <Wall generators={items} />
        )
      }
    </Loaded>
  )
}

function Wall({ generators }: { generators: readonly Generator[] }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const usual = generators.find(({ kind }) => kind === 'flats') ?? generators.find(({ kind }) => kind === 'gan') ?? generators[0]!
  const generator = generators.find(({ kind }) => kind === query.get('model')) ?? usual
  const model = generator.kind as Model
  const category = generator.categories.find((each) => each === query.get('category')) ?? generator.categories[0] ?? ''
  const seed = Math.max(0, Math.trunc(Number(query.get('seed'))) || 0)
  const palette = PALETTE.test(query.get('palette') ?? '') ? query.get('palette')! : ''
  const chosen = query.get('of') === null ? null : Math.min(999, Math.max(0, Math.trunc(Number(query.get('of'))) || 0))
  const steps = query.get('steps') ?? ''
  const hold = query.get('hold') === 'details' ? 'details' : 'shape'
  const steer = steerOf(query.get('steer') ?? '')
  const [settled] = useDebouncedValue(steerText(steer), SETTLED_MS)
  const known = generator.attributes[category] ?? {}
  const asked = attributesOf(query.get('with') ?? '', known)
  const attributes = attributesText(asked)
  const wish = { model, category, palette: palette || null, seed, n: SHOWN, attributes }
  const isStyled = model !== 'flow'
  const isBranch = chosen !== null && isStyled
  const found = useConcepts(isBranch ? { ...wish, of: chosen, steps, hold, steer: settled } : wish)
  const [typed, setTyped] = useState(palette)
  return (
    <>
      <div className={classes.bar}>
        {generators.length > 1 ? (
          <SegmentedControl aria-label={t('desk.concept.model')} value={model} onChange={(next) => change({ model: next, with: null, of: null, steps: null, steer: null })} data={generators.map(({ kind }) => ({ value: kind, label: t(`desk.concept.${kind as Model}`) }))} />
        ) : null}
        <Select label={t('desk.concept.category')} allowDeselect={false} value={category} data={generator.categories.map((each) => ({ value: each, label: inWords('category', each, t) }))} onChange={(next) => change({ category: next, with: null, of: null, steps: null, steer: null })} />
        <TextInput
          label={t('desk.concept.palette')}
          placeholder={PALETTE_EXAMPLE}
          value={typed}
          error={typed !== '' && !PALETTE.test(typed) ? t('desk.concept.badPalette') : null}
          onChange={(event) => {
            const next = event.currentTarget.value.replaceAll(' ', '')
            setTyped(next)
            if (next === '' || PALETTE.test(next)) change({ palette: next })
          }}
        />
        <NumberInput label={t('desk.concept.seed')} min={0} max={2 ** 31 - 1} value={seed} onValueChange={({ floatValue }, { source }) => (source === 'event' ? change({ seed: String(Math.trunc(floatValue ?? 0)), of: null, steps: null }) : undefined)} />
        <Button variant="default" leftSection={<RefreshIcon size={14} aria-hidden />} onClick={() => change({ seed: String(seed + 1), of: null, steps: null, steer: null })}>
          {t('desk.concept.next')}
        </Button>
      </div>
      {Object.keys(known).length > 0 ? (
        <div className={classes.bar} role="group" aria-label={t('desk.concept.attributes')}>
          {Object.entries(known).map(([name, words]) => (
            <Select
              key={name}
              size="sm"
              className={classes.attribute!}
              label={fieldName(name, t)}
              allowDeselect={false}
              value={asked[name] ?? ''}
              data={['', ...words].map((word) => ({ value: word, label: word === '' ? t('desk.concept.any') : valueName(name, word, t) }))}
              onChange={(next) => {
                const rest = Object.entries(asked).filter(([each]) => each !== name)
                const wanted = Object.fromEntries(next ? [...rest, [name, next]] : rest)
                change({ with: attributesText(wanted) || null, of: null, steps: null, steer: null })
              }}
            />
          ))}
        </div>
      ) : null}
      <p className="small quiet">
        <HowBadge how="synthetic" /> {t('desk.concept.what', { model: generator.model })} {found.data ? <Novelty novelty={found.data.novelty} /> : null}
      </p>
      <div className={classes.concepts} data-chosen={chosen !== null}>
        <div>
          {isBranch ? <h2 className="heading">{t(`desk.concept.held.${hold}`)}</h2> : null}
          <Loaded query={found} skeleton={<CardsSkeleton count={SHOWN} />}>
            {({ items, novelty }) => (
              <ul className={classes.wall} data-waiting={found.isPlaceholderData}>
                {items.map((each, place) => (
                  <li key={each.url}>
                    <button
                      type="button"
                      className={classes.concept}
                      aria-pressed={!isBranch && each.number === chosen}
                      aria-label={isBranch ? t('desk.concept.variation', { number: (stepsOf(each.steps ?? '').at(-1)?.number ?? 0) + 1 }) : t('desk.concept.one', { category: inWords('category', each.category, t), number: each.number + 1 })}
                      onClick={() => change({ of: String(each.number), steps: each.steps ?? '' }, { push: true })}
                    >
                      <img src={each.url} alt="" loading="lazy" />
                    </button>
                    <TooClose novelty={novelty} place={place} />
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </div>
        {chosen === null ? null : (
          <Chosen
            key={`${model} ${category} ${attributes} ${seed} ${chosen} ${steps}`}
            address={pictureOf({ model, category, palette, seed, number: chosen, steps: isStyled ? steps : '', steer: isStyled ? settled : '', attributes })}
            model={model}
            category={category}
            number={chosen}
            isStyled={isStyled}
            steps={steps}
            hold={hold}
            steer={steer}
            onChange={change}
          />
        )}
      </div>
      {isStyled ? <Resemble key={model} model={model} /> : null}
    </>
  )
}

type Novelties = ConceptList['novelty']

/** What the concepts were compared with; nothing where there are no photos to compare with. */
function Novelty({ novelty: { among, too_close } }: { novelty: Novelties }) {
  const { t, format } = useWords()
  if (among === 0) return null
  const told = { among: format.number(among, 0) }
  return <span>{too_close.length === 0 ? t('desk.concept.novelty', told) : t('desk.concept.tooCloseMany', { ...told, count: too_close.length })}</span>
}

/** Which garment a concept is too close to. */
function TooClose({ novelty, place }: { novelty: Novelties; place: number }) {
  const { t, format } = useWords()
  const found = novelty.too_close.find(({ number }) => number === place)
  if (!found) return null
  return (
    <p className={`small ${classes.tooClose}`}>
      <Link className="link" to={`/garments/${encodeURIComponent(found.garment)}`}>
        {t('desk.concept.tooClose', { garment: found.garment })}
      </Link>{' '}
      <span className="quiet">{t('desk.concept.likeness', { likeness: format.number(found.likeness, 2) })}</span>
    </p>
  )
}

interface ChosenProps {
  address: string
  category: string
  number: number
  model: Model
  isStyled: boolean
  steps: string
  hold: 'shape' | 'details'
  steer: Partial<Record<DirectionName, number>>
  onChange: (changes: Record<string, string | null>) => void
}

function Chosen({ address, category, number, model, isStyled, steps, hold, steer, onChange }: ChosenProps) {
  const { t } = useWords()
  const pin = usePin()
  const directions = useDirections(model, isStyled ? category : null)
  const keep = async () => {
    try {
      await pin.mutateAsync([new File([await madeFile(address)], `concept-${number}.png`, { type: 'image/png' })])
      tell.done(t('desk.board.pinned'))
    } catch {
      // Told below.
    }
  }
  const name = t('desk.concept.one', { category: inWords('category', category, t), number: number + 1 })
  return (
    <section className={classes.chosen} aria-label={t('desk.concept.chosen')}>
      <figure className={classes.large}>
        <img src={address} alt={name} />
        <figcaption>
          {name}
          {stepsOf(steps).map((step, at) => (
            <span key={at} className="quiet small">
              {' '}
              · {t(`desk.concept.step.${step.hold}`, { number: step.number + 1 })}
            </span>
          ))}
        </figcaption>
      </figure>
      <div className={classes.row}>
        <Button size="compact-sm" leftSection={<PinIcon size={13} aria-hidden />} loading={pin.isPending} onClick={() => void keep()}>
          {t('desk.board.pin')}
        </Button>
        {steps ? (
          <Button size="compact-sm" variant="default" leftSection={<UndoIcon size={13} aria-hidden />} onClick={() => onChange({ steps: stepBack(steps) })}>
            {t('desk.concept.back')}
          </Button>
        ) : null}
        <Button size="compact-sm" variant="subtle" onClick={() => onChange({ of: null, steps: null, steer: null })}>
          {t('desk.concept.all')}
        </Button>
      </div>
      {pin.error ? <ErrorNote error={asApiError(pin.error)} compact /> : null}
      {isStyled ? (
        <>
          <div>
            <p className={classes.ranged}>{t('desk.concept.hold')}</p>
            <SegmentedControl
              fullWidth
              size="xs"
              aria-label={t('desk.concept.hold')}
              value={hold}
              onChange={(next) => onChange({ hold: next === 'details' ? next : null })}
              data={[
                { value: 'shape', label: t('desk.concept.shape') },
                { value: 'details', label: t('desk.concept.details') },
              ]}
            />
          </div>
          <Steer directions={directions} steer={steer} farthest={FARTHEST} onSteer={(next) => onChange({ steer: steerText(next) })} />
        </>
      ) : (
        <p className="small quiet">{t('desk.concept.flowWhat')}</p>
      )}
    </section>
  )
}

function Resemble({ model }: { model: Model }) {
  const { t, format } = useWords()
  const resemble = useResemblance(model)
  const [given, setGiven] = useState('')
  const found = resemble.data
  const look = (file: File | undefined) => {
    if (!file) return
    const reader = new FileReader()
    reader.onload = () => setGiven(String(reader.result))
    reader.readAsDataURL(file)
    resemble.mutate(file)
  }
  return (
    <Section title={t('desk.resemble.title')}>
      <p className="quiet small">{t(model === 'flats' ? 'desk.resemble.sketchWhat' : 'desk.resemble.what')}</p>
      <DropZone label={t('desk.resemble.drop')} limits={ONE_PHOTO} compact busy={resemble.isPending} onFiles={([file]) => look(file)} />
      {resemble.isPending ? <p className="small quiet" role="status">{t('desk.resemble.looking')}</p> : null}
      {resemble.error ? <ErrorNote error={asApiError(resemble.error)} compact /> : null}
      {found ? (
        <div className={classes.resembled}>
          {given ? (
            <figure>
              <img src={given} alt={t('desk.resemble.given')} />
              <figcaption className="small quiet">{t('desk.resemble.given')}</figcaption>
            </figure>
          ) : null}
          <figure>
            <img src={`data:image/png;base64,${found.picture}`} alt={t('desk.resemble.found', { category: inWords('category', found.category, t) })} />
            <figcaption className="small quiet">
              {t('desk.resemble.found', { category: inWords('category', found.category, t) })} · {t('desk.resemble.error', { error: format.number(found.error, 2) })}
            </figcaption>
          </figure>
        </div>
      ) : null}
    </Section>
  )
}
