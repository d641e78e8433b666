import { beforeAll, expect, it } from 'vitest'
import { say, speak, words } from '@/locale'
import { ownFacts } from './spoken'

const tee = { attributes: { cloth: 'jersey', cloth_zh: '汗布', name_zh: '阿尔玛 T 恤', fit: 'slim', neckline: 'v', colours: 'navy, sky blue', closure: 'toggle', season_note: 'AW' } }

beforeAll(() => words('garments', 'fit'))

const told = async (language: 'en' | 'zh-CN') => {
  await speak(language)
  return ownFacts(tee, language, say).map(({ name, value }) => [name, value])
}

it('tells each attribute once, in words where they are known', async () => {
  expect(await told('en')).toEqual([
    ['Cloth', 'cotton jersey'], ['Ease', 'slim'], ['Neckline', 'V'], ['Colours', 'navy, sky blue'], ['closure', 'toggle'], ['season note', 'AW'],
  ])
  expect(await told('zh-CN')).toEqual([
    ['面料', '汗布'], ['松度', '修身'], ['领口', 'V领'], ['颜色', '藏青色、天蓝色'], ['closure', 'toggle'], ['season note', 'AW'],
  ])
})
