import { expect, it } from 'vitest'
import type { Garment } from '@/api'
import { ownFacts, said } from './spoken'

const tee = { name: 'Alma tee', description: '', attributes: { cloth: 'jersey', cloth_zh: '汗布', name_zh: '阿尔玛 T 恤', fit: 'slim' } } as unknown as Garment

it('names a garment in the language of its reader', () => {
  expect(said(tee, 'name', 'en')).toBe('Alma tee')
  expect(said(tee, 'name', 'zh-CN')).toBe('阿尔玛 T 恤')
  expect(said(tee, 'description', 'zh-CN')).toBe('')
})

it('tells each attribute once', () => {
  expect(ownFacts(tee, 'en')).toEqual([['cloth', 'jersey'], ['fit', 'slim']])
  expect(ownFacts(tee, 'zh-CN')).toEqual([['cloth', '汗布'], ['fit', 'slim']])
})
