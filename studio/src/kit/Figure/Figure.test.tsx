import { screen, within } from '@testing-library/react'
import { beforeEach, expect, test } from 'vitest'
import { speak } from '@/locale'
import { show } from '../../../test/show'
import { Figure } from '.'

beforeEach(() => speak('en'))

test('a number says what it is, its unit, its interval, how it was obtained and from what', () => {
  show(<Figure label="Demand next week" value={412} unit="pieces" interval={[361, 470]} how="predicted" source="3 seeds" />)
  const figure = within(screen.getByRole('group', { name: 'Demand next week' }))
  expect(figure.getByText('412')).toBeInTheDocument()
  expect(figure.getByText('pieces')).toBeInTheDocument()
  expect(figure.getByText('95%: 361 to 470')).toBeInTheDocument()
  expect(figure.getByText('predicted')).toBeInTheDocument()
  expect(figure.getByText('3 seeds')).toBeInTheDocument()
})

test('what is not known is a dash and never a zero', () => {
  show(<Figure label="Returns" value={null} unit="pieces" interval={[1, 2]} comparison={{ value: 3, label: 'last week' }} how="predicted" />)
  expect(screen.getByLabelText('not known yet')).toHaveTextContent('–')
  expect(screen.queryByText('0')).toBeNull()
  expect(screen.queryByText('pieces')).toBeNull()
  expect(screen.queryByText(/95%/)).toBeNull()
  expect(screen.queryByText(/last week/)).toBeNull()
})

test.each([
  [0.92, 'higher', '+1.5 points', 'good'],
  [0.89, 'higher', '−1.5 points', 'bad'],
  [0.89, 'lower', '−1.5 points', 'good'],
] as const)('%s where %s is better is a difference of %s, which is %s', (value, better, text, tone) => {
  show(<Figure label="Accuracy" value={value} style="percent" how="measured" comparison={{ value: 0.905, label: 'in production', better }} />)
  const difference = screen.getByText(text)
  expect(difference.parentElement).toHaveAttribute('data-tone', tone)
  expect(screen.getByText('against 90.5%, in production')).toBeInTheDocument()
})

test('a difference too small to be seen is none', () => {
  show(<Figure label="Accuracy" value={0.90501} style="percent" how="measured" comparison={{ value: 0.905, label: 'before', better: 'higher' }} />)
  expect(screen.getByText('no change').parentElement).toHaveAttribute('data-tone', 'even')
})

test('it speaks Chinese', async () => {
  await speak('zh-CN')
  show(<Figure label="需求" value={70000} how="synthetic" interval={[1, 2]} />)
  expect(screen.getByText('合成')).toBeInTheDocument()
  expect(screen.getByText('95%：1 至 2')).toBeInTheDocument()
})
