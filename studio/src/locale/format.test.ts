import { expect, test } from 'vitest'
import { formatFor } from './format'

const en = formatFor('en')
const zh = formatFor('zh-CN')

test('numbers have the digits worth reading, or as many as asked', () => {
  expect(en.number(70000)).toBe('70,000')
  expect(en.number(0.91345)).toBe('0.9135')
  expect(en.number(0.9, 3)).toBe('0.900')
  expect(en.percent(0.9173)).toBe('91.7%')
  expect(zh.compact(70000)).toBe('7万')
})

test('spans of time are said in the two units that matter', () => {
  expect(en.span(0.0019)).toBe('1.9 ms')
  expect(en.span(0.12)).toBe('120 ms')
  expect(en.span(43)).toBe('43 sec')
  expect(en.span(734)).toBe('12 min 14 sec')
  expect(en.span(3599.6)).toBe('1 hr')
  expect(en.span(4320)).toBe('1 hr 12 min')
  expect(zh.span(734)).toBe('12分钟 14秒')
})

test('bytes step by a thousand', () => {
  expect(en.bytes(999)).toBe('999 byte')
  expect(en.bytes(1_240_000)).toBe('1.2 MB')
  expect(en.bytes(20_000_000)).toBe('20 MB')
})

test('money and dates are as the language writes them', () => {
  expect(en.money(1290, 'CNY')).toContain('1,290.00')
  expect(zh.money(1290, 'CNY')).toBe('¥1,290.00')
  expect(zh.date('2026-11-25T12:00:00Z')).toBe('2026年11月25日')
})

test('the past is told from now', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  expect(en.ago('2026-11-25T11:59:40Z', now)).toBe('now')
  expect(en.ago('2026-11-25T11:57:00Z', now)).toBe('3 minutes ago')
  expect(zh.ago('2026-11-24T12:00:00Z', now)).toBe('昨天')
})

test('lists have their conjunction', () => {
  expect(en.list(['a', 'b', 'c'])).toBe('a, b, and c')
  expect(zh.list(['甲', '乙'])).toBe('甲和乙')
})
