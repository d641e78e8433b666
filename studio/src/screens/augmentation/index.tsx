/** What a recipe's augmentation does to the same few pictures: each operation, draw by draw. */
import { Button, Select, Switch } from '@mantine/core'
import { type Augmentation as Preview, useAugmentation, useRecipes } from '@/api'
import { Loaded, Page, Section, useAddress } from '@/app'
import { HowBadge } from '@/kit/HowBadge'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { labTabs } from '../lab/tabs'
import classes from './Augmentation.module.css'

export default function Augmentation() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const recipes = useRecipes()
  const recipe = query.get('recipe') ?? recipes.items[0]?.name ?? null
  const seed = Math.max(0, Math.trunc(Number(query.get('seed'))) || 0)
  const everything = query.get('all') === 'yes'
  const preview = useAugmentation(recipe, seed, everything)
  return (
    <Page title={t('augmentation.title')} eyebrow={t('shell.rooms.lab')} lead={t('augmentation.lead')} tabs={labTabs(t)}>
      <div className={classes.wishes}>
        <Select
          label={t('augmentation.recipe')}
          data={recipes.items.map(({ name, title }) => ({ value: name, label: title || name }))}
          value={recipe}
          allowDeselect={false}
          onChange={(name) => change({ recipe: name })}
        />
        <Button variant="default" onClick={() => change({ seed: String(seed + 1) })}>
          {t('augmentation.again', { seed })}
        </Button>
        <Switch label={t('augmentation.everything')} checked={everything} onChange={({ currentTarget }) => change({ all: currentTarget.checked ? 'yes' : null })} />
      </div>
      <Loaded query={preview} skeleton={<PageSkeleton />}>
        {(found) => <Operations found={found} />}
      </Loaded>
    </Page>
  )
}

function Operations({ found }: { found: Preview }) {
  const { t } = useWords()
  return (
    <>
      <Section title={t('augmentation.originals')} actions={found.synthetic ? <HowBadge how="synthetic" /> : undefined}>
        <Row pictures={found.originals} alt={t('augmentation.original')} />
      </Section>
      {found.operations.map((operation) => (
        <Section key={operation.name} title={operation.name}>
          <p className={classes.text}>{operation.text}</p>
          {operation.rounds.map((pictures, round) => (
            <Row key={round} pictures={pictures} alt={t('augmentation.drawn', { name: operation.name, round: round + 1 })} />
          ))}
        </Section>
      ))}
    </>
  )
}

function Row({ pictures, alt }: { pictures: Preview['originals']; alt: string }) {
  return (
    <ul className={classes.row}>
      {pictures.map(({ uri, width, height, pixelated }, index) => (
        <li key={index}>
          <img src={uri} width={width} height={height} alt={`${alt}, ${index + 1}`} className={classes.picture} data-pixelated={pixelated} />
        </li>
      ))}
    </ul>
  )
}
