import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test } from 'vitest'
import { searchWith } from '@/app/searchPicture'
import { json, serve } from '../../../test/server'
import { show } from '../../../test/show'
import { chosenOf, facetsOf, filtersWith } from './facets'
import Search from './index'

const why = { en: '“red” in colours.', zh: '颜色含“红”。', words: [], attributes: {}, missing: [], photo_cosine: null, meaning_cosine: null, picture: '', ranks: {} }
const shown = { id: 'dress-001', name: 'Alma dress', category: 'Dresses', photo_url: null, other_photo_url: null }
const answer = {
  results: [{ garment: 'dress-001', score: 1, why, shown }],
  count: 1,
  understood: { asked: ['red'], wanted: ['red'], excluded: ['stripe'], price: { least: null, most: 50, currency: 'EUR' }, corrections: {}, unknown: [] },
  facets: { colour: { red: 1, green: 2 }, shade: { sage: 1, rose: 1 }, season: { SS25: 1 } },
  embedder: '',
  notes: [{ en: '“reed” was read as “red”.', zh: '“reed”按“red”理解。' }],
}

afterEach(() => searchWith(null))

test('results say why they are there, and how the words were read', async () => {
  serve({ 'GET /api/v1/search': json(answer) })
  show(<Search />, '/search?q=reed')
  expect(await screen.findByText('“red” in colours.')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Alma dress/ })).toHaveAttribute('href', '/garments/dress-001')
  expect(screen.getByText('“reed” was read as “red”.')).toBeInTheDocument()
  expect(screen.getByText('Without: stripe')).toBeInTheDocument()
  expect(screen.getByText(/Price: –50/)).toBeInTheDocument()
})

test('a facet narrows, and the address keeps it', async () => {
  const { asked } = serve({ 'GET /api/v1/search': json(answer) })
  show(<Search />, '/search?q=red')
  await userEvent.click(await screen.findByRole('checkbox', { name: /green/ }))
  await waitFor(() => expect(asked.some(({ path }) => path.includes('filter=colour%3Dgreen'))).toBe(true))
  expect(screen.queryByText('shade')).toBeNull()
})

test('a photo is sent with what should be different, and can be framed by keys', async () => {
  const { asked } = serve({ 'POST /api/v1/search': json(answer) })
  searchWith(new File(['x'], 'photo.png', { type: 'image/png' }))
  show(<Search />, '/search')
  expect(await screen.findByText('“red” in colours.')).toBeInTheDocument()
  await userEvent.type(screen.getByRole('textbox', { name: 'What should be different?' }), 'green{Enter}')
  await waitFor(() => expect(asked.length).toBeGreaterThan(1))
  await userEvent.click(screen.getByRole('button', { name: 'Search without the photo' }))
  await waitFor(() => expect(screen.queryByRole('region', { name: /with this photo/ })).toBeNull())
})

test('nothing asked teaches what can be', () => {
  serve({})
  show(<Search />, '/search')
  expect(screen.getByText('What are you looking for?')).toBeInTheDocument()
})

test('filters are read from the address and written to it', () => {
  expect(chosenOf(['colour=red', 'colour=blue', 'size=a=b', 'bad'])).toEqual({ colour: ['red', 'blue'], size: ['a=b'] })
  expect(filtersWith(['colour=red', 'size=m'], 'colour', ['blue'])).toEqual(['size=m', 'colour=blue'])
  const facets = facetsOf({ zip: { yes: 1, no: 2 }, colour: { red: 1 } }, ['colour=blue'], ((key: string) => key) as never)
  expect(facets.map(({ name }) => name)).toEqual(['colour', 'zip'])
  expect(facets[0]?.values).toEqual([
    { value: 'red', count: 1, label: 'house.colour.red' },
    { value: 'blue', count: 0, label: 'house.colour.blue' },
  ])
})
