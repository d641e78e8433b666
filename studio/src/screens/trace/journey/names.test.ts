import { beforeEach, expect, test } from 'vitest'
import type { SupplyPlace } from '@/api'
import { formatFor, say, speak, words } from '@/locale'
import { becauseWords, cbvWords, measured, nameOf, placeWords, quantityWords, thingWords } from './names'

beforeEach(async () => {
  await speak('en')
  await words('trace')
})

const MILL: SupplyPlace = { id: 'https://id.gs1.org/414/4012345000016', name: 'Mill, Bursa', name_zh: '布尔萨纺纱厂', kind: 'spinning_mill', latitude: 40, longitude: 29, is_simulated: false }

test('things are called by their kind and number', () => {
  expect(thingWords('https://id.gs1.org/01/04012345001013/21/A%2F7', say)).toBe('Item A/7')
  expect(thingWords('https://id.gs1.org/01/04012345900019/10/SIM-1', say)).toBe('Lot SIM-1')
  expect(thingWords('https://id.gs1.org/00/040123450000000016', say)).toBe('Carton …00016')
  expect(thingWords('https://id.gs1.org/8003/040123459000191', say)).toBe('Container 1')
  expect(thingWords('urn:own:thing', say)).toBe('urn:own:thing')
  expect(becauseWords('inside https://id.gs1.org/00/040123450000000016', say)).toBe('inside: Carton …00016')
  expect(becauseWords('itself', say)).toBe('')
})

test('words of the vocabulary are said in the language, others opened', () => {
  expect(cbvWords('step', 'retail_selling', say)).toBe('Sold')
  expect(cbvWords('step', 'own_made_step', say)).toBe('own made step')
  expect(quantityWords('MagneticFlux', say)).toBe('Magnetic Flux')
})

test('a place is called by its site, with the part of it', () => {
  expect(placeWords(MILL.id, 'urn:epc:id:sgln:4012345.00001.0', [MILL], 'en')).toBe('Mill, Bursa')
  expect(placeWords(MILL.id, 'urn:epc:id:sgln:4012345.00001.frame-1', [MILL], 'zh-CN')).toBe('布尔萨纺纱厂 · frame-1')
  expect(placeWords(MILL.id, 'urn:epc:id:sgln:4012345.00001.0', [], 'en')).toBe('4012345000016')
  expect(placeWords('', '', [MILL], 'en')).toBe('')
})

test('a GTIN and a serial become a Digital Link; other names stay', () => {
  expect(nameOf(' 4012345001013 A/7 ')).toBe('https://id.gs1.org/01/04012345001013/21/A%2F7')
  expect(nameOf('urn:epc:id:sgtin:4012345.000101.7')).toBe('urn:epc:id:sgtin:4012345.000101.7')
})

test('values have the unit that people write', () => {
  const format = formatFor('en')
  expect(measured(21.26, 'CEL', format)).toBe('21.3 °C')
  expect(measured(0.254, 'MSK', format)).toBe('0.25 m/s²')
  expect(measured(12, 'XYZ', format)).toBe('12.0 XYZ')
})
