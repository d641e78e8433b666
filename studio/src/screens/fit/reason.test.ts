import { describe, expect, test } from 'vitest'
import { formatFor, say, speak } from '@/locale'
import { ADVICE, size, SIZES, zone } from '../../../test/fit'
import { findingOf, reasonOf, sizesAbout } from './reason'

const english = () => reasonOf(ADVICE, say, formatFor('en'))

describe('the reason for a size', () => {
  test('names the size to take and how the better neighbour would sit, zones from top to bottom', () => {
    expect(english()).toEqual(['40: as designed, chest −1 cm, hip ±0 cm, and upper arm ±0 cm.', '38 would be too tight at chest (−6 cm) and snug at hip (−4 cm).'])
  })

  test('is said in Chinese from the same zones', async () => {
    await speak('zh-CN')
    const said = reasonOf(ADVICE, say, formatFor('zh-CN'))
    await speak('en')
    expect(said[0]).toBe('40：符合设计，胸部 −1 厘米、臀部 ±0 厘米和上臂 ±0 厘米。')
    expect(said[1]).toContain('胸部（−6 厘米）过紧')
    expect(said.join()).not.toMatch(/[a-z]{3}/)
  })

  test('lies between two sizes in their order, whichever is better', () => {
    const advice = { sizes: [SIZES[0]!, { ...SIZES[1]!, score: 0.58 }, SIZES[2]!], recommended: '', candidates: ['38', '40'] }
    const finding = findingOf(advice)
    expect(finding.kind === 'between' && finding.sizes.map((each) => each.size)).toEqual(['38', '40'])
    expect(reasonOf(advice, say, formatFor('en'))[0]).toMatch(/^38 is too tight at chest/)
  })

  test('says that none fits where the best is three tolerances off', () => {
    const advice = { sizes: [size('34', 0.02, { chest: zone(-6, 10, 'pulls') }, false), size('36', 0.09, { chest: zone(-3, 10, 'pulls') })], recommended: '', candidates: ['36'] }
    expect(reasonOf(advice, say, formatFor('en'))).toEqual(['Nearest is 36: too tight at chest (−13 cm).'])
  })

  test('says when a size does not stay on', () => {
    const advice = { sizes: [size('44', 0.8, { waist: zone(2, 2, 'right') }, false)], recommended: '44', candidates: ['44'] }
    expect(reasonOf(advice, say, formatFor('en'))).toEqual(['44: as designed, waist ±0 cm and it does not stay on.'])
  })
})

test.each([
  ['40', ['38', '40', '42']],
  ['38', ['38', '40', '42']],
  ['42', ['38', '40', '42']],
  ['', ['38', '40', '42']],
])('about %s three sizes are looked at', (recommended, shown) => {
  expect(sizesAbout({ sizes: SIZES, recommended })).toEqual(shown)
})

test('the smallest of eight has its neighbours above it', () => {
  const sizes = ['34', '36', '38', '40', '42'].map((name) => size(name, 0.1, {}))
  expect(sizesAbout({ sizes, recommended: '34' })).toEqual(['34', '36', '38'])
  expect(sizesAbout({ sizes, recommended: '40' })).toEqual(['38', '40', '42'])
  expect(sizesAbout({ sizes: sizes.slice(0, 1), recommended: '34' })).toEqual(['34'])
})
