import { expect, test } from 'vitest'
import type { Job } from '@/api'
import type { Say } from '@/locale'
import { paramsOf, secondsOf } from './facts'
import { resultOf } from './result'

const say = ((key: string) => key) as unknown as Say
const job = (kind: string, params: Job['params'], result: Job['result'], state: Job['state'] = 'done') => ({ kind, params, result, state })

test.each([
  [job('train', {}, { model: 'tiny', version: '2' }), '/lab/models/tiny/2/training'],
  [job('evaluate', { model: 'tiny' }, { model: 'tiny@1' }), '/lab/models/tiny/1/quality'],
  [job('train', {}, { model: 'tiny', version: null }), '/lab/models/tiny'],
  [job('import', {}, {}), '/garments'],
  [job('evaluate', { model: 'folder/of/mine' }, null), undefined],
  [job('train', {}, { model: 'tiny', version: '2' }, 'failed'), undefined],
  [job('export', {}, {}), undefined],
])('%# leads to its result', (done, href) => {
  expect(resultOf(done, say)?.href).toBe(href)
})

test('parameters are told flat, and those left empty are not', () => {
  expect(paramsOf({ recipe: 'a', data: '', settings: { 'train.epochs': '1' }, methods: ['x', 'y'], none: null })).toEqual([
    ['recipe', 'a'],
    ['settings.train.epochs', '1'],
    ['methods', 'x, y'],
  ])
})

test('how long it took is known once it is over', () => {
  expect(secondsOf({ started_at: '2026-01-01T00:00:00Z', finished_at: '2026-01-01T00:01:30Z' })).toBe(90)
  expect(secondsOf({ started_at: '2026-01-01T00:00:00Z', finished_at: null })).toBeNull()
})
