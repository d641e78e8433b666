import { beforeAll, expect, it } from 'vitest'
import type { Garment } from '@/api'
import { say, speak } from '@/locale'
import { bare, inWords, said } from '.'

const tee = { name: 'Alma tee', description: '', attributes: { name_zh: '阿尔玛 T 恤' } } as unknown as Garment

beforeAll(() => speak('zh-CN'))

it('names a garment in the language of its reader', () => {
  expect(said(tee, 'name', 'en')).toBe('Alma tee')
  expect(said(tee, 'name', 'zh-CN')).toBe('阿尔玛 T 恤')
  expect(said(tee, 'description', 'zh-CN')).toBe('')
})

it('says what it knows in words, and a house’s own word as it is', () => {
  expect(inWords('category', 'T-shirt/top', say)).toBe('T恤/上衣')
  expect(inWords('season', 'AW25', say)).toBe('2025 秋冬')
  expect(inWords('season', 'core', say)).toBe('全年')
  expect(inWords('brand', 'Orsel & Vane', say)).toBe('奥瑟与维恩')
  for (const own of ['Gilets', '马甲', 'معطف', 'constructor', '', 'a.b']) expect(inWords('category', own, say)).toBe(own)
})

it('writes a value as the locale files name it', () => {
  expect(bare('T-shirt/top')).toBe('t_shirt_top')
  expect(bare('light blue')).toBe('light_blue')
})
