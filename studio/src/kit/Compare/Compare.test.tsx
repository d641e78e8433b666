import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { show } from '../../../test/show'
import { Compare } from '.'

const rows = [
  { label: 'Accuracy', left: 0.91, right: 0.92, style: 'percent', better: 'higher' },
  { label: 'Latency', left: 1.2, right: 3.4, unit: 'ms', better: 'lower' },
  { label: 'Recipe', left: 'clothing', right: 'clothing' },
  { label: 'Calibration', left: null, right: 0.01, better: 'lower' },
] as const

test('each row says both values, and which is better where that is known', () => {
  show(<Compare left={{ title: 'Version 3' }} right={{ title: 'Version 4' }} rows={rows} />)
  const row = (name: string) => screen.getByRole('rowheader', { name: new RegExp(name) }).closest('tr')!
  expect(row('Accuracy')).toHaveTextContent(/91\.0%\s+Accuracy\s+92\.0%\s+better/)
  expect(row('Latency')).toHaveTextContent(/1\.2 ms better/)
  expect(row('Calibration')).toHaveTextContent('–')
  expect(row('Calibration')).not.toHaveTextContent('better')
})

test('only differences, or the word that there are none', () => {
  const { again } = show(<Compare left={{ title: 'A' }} right={{ title: 'B' }} rows={rows} onlyDifferences />)
  expect(screen.queryByRole('rowheader', { name: 'Recipe' })).toBeNull()
  again(<Compare left={{ title: 'A' }} right={{ title: 'B' }} rows={[rows[2]]} onlyDifferences />)
  expect(screen.getByText('They do not differ.')).toBeInTheDocument()
})
