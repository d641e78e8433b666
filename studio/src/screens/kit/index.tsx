/** The living kit: every part in every state, in both themes and languages. Its values are examples, and say so. */
import { SegmentedControl } from '@mantine/core'
import { type ComponentType, lazy, Suspense } from 'react'
import { Page, Section, useAddress } from '@/app'
import { PageSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Sheet } from './Sheet'
import { Controls, Numbers, Pictures, Work } from './parts'
import classes from './Kit.module.css'

const Look = lazy(() => import('./examples/Look').then(({ Look: part }) => ({ default: part })))
const Stages = lazy(() => import('./examples/Stages').then(({ Stages: part }) => ({ default: part })))

const examples: readonly [name: string, Example: ComponentType][] = [
  ['Look', Look],
  ['GarmentCard', Pictures.Cards],
  ['Figure', Numbers.Figures],
  ['Chart', Numbers.Charts],
  ['SmallChart', Numbers.SmallCharts],
  ['WorldMap', Numbers.Maps],
  ['DataTable', Numbers.Tables],
  ['JobStitch', Work.Jobs],
  ['Evidence', Pictures.Evidences],
  ['Compare', Pictures.Compares],
  ['Stage3D', Stages],
  ['EmptyState', Work.Empties],
  ['ErrorNote', Work.Errors],
  ['DropZone', Work.Drops],
  ['FacetPanel', Controls.Facets],
  ['CommandPalette, KeysHelp, SidePanel', Controls.Dialogues],
  ['Controls', Controls.Parts],
]

export default function Kit() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const both = query.get('themes') === 'both'
  const only = query.get('only')
  return (
    <Page
      title={t('shell.pages.kit')}
      lead={t('kitPage.lead')}
      actions={
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={both ? 'both' : 'one'}
          onChange={(value) => change({ themes: value === 'both' ? 'both' : null })}
          data={[
            { value: 'one', label: t('kitPage.one') },
            { value: 'both', label: t('kitPage.both') },
          ]}
        />
      }
    >
      <nav className={classes.index} aria-label={t('shell.pages.kit')}>
        {examples.map(([name]) => (
          <a key={name} className="link small" href={`#${name}`}>
            {name}
          </a>
        ))}
      </nav>
      <Suspense fallback={<PageSkeleton />}>
        {examples
          .filter(([name]) => !only || name === only)
          .map(([name, Example]) => (
            <div key={name} id={name} className={classes.anchor}>
              <Section title={name}>
                {both ? (
                  <div className={classes.both}>
                    <Sheet scheme="light">
                      <Example />
                    </Sheet>
                    <Sheet scheme="dark">
                      <Example />
                    </Sheet>
                  </div>
                ) : (
                  <Example />
                )}
              </Section>
            </div>
          ))}
      </Suspense>
    </Page>
  )
}
