import axe from 'axe-core'
import { screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { beforeEach, expect, test } from 'vitest'
import { speak } from '@/locale'
import { show } from '../../../test/show'
import { Controls, Numbers, Pictures, Work } from './parts'
import { Look } from './examples/Look'
import { Stages } from './examples/Stages'

const examples: [string, ComponentType][] = [
  ['Look', Look],
  ['GarmentCard', Pictures.Cards],
  ['Evidence', Pictures.Evidences],
  ['Compare', Pictures.Compares],
  ['Figure', Numbers.Figures],
  ['SmallChart', Numbers.SmallCharts],
  ['WorldMap', Numbers.Maps],
  ['DataTable', Numbers.Tables],
  ['JobStitch', Work.Jobs],
  ['DropZone', Work.Drops],
  ['ErrorNote', Work.Errors],
  ['EmptyState', Work.Empties],
  ['FacetPanel', Controls.Facets],
  ['Dialogues', Controls.Dialogues],
  ['Controls', Controls.Parts],
  ['Stage3D', Stages],
]

beforeEach(() => speak('en'))

// Colours and sizes need a browser: there axe runs over every screen, in both themes and languages (tests/browser).
test.each(examples)('%s has no fault that axe finds in its structure', async (_, Example) => {
  const { container } = show(
    <main>
      <h1>Example</h1>
      <h2>Part</h2>
      <Example />
    </main>,
  )
  const { violations } = await axe.run(container, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false }, 'heading-order': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
  expect(screen.getByRole('main')).not.toBeEmptyDOMElement()
})
