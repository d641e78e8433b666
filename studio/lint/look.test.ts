import { ESLint } from 'eslint'
import { beforeAll, expect, test } from 'vitest'

let eslint: ESLint

beforeAll(() => {
  eslint = new ESLint({ cwd: new URL('..', `file://${import.meta.dirname}/`).pathname })
})

async function rulesBrokenBy(code: string, filePath: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath, warnIgnored: false })
  return result!.messages.filter((message) => message.severity === 2).map((message) => message.ruleId)
}

const screen = 'src/screens/home/Planted.tsx'
const part = 'src/kit/Chart/Planted.tsx'

test.each([
  ["import { init } from 'echarts/core'\nexport const chart = init", 'no-restricted-imports'],
  ["import * as echarts from 'echarts'\nexport { echarts }", 'no-restricted-imports'],
  ["import { Scene } from 'three'\nexport const scene = new Scene()", 'no-restricted-imports'],
  ["import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'\nexport { GLTFLoader }", 'no-restricted-imports'],
  ["import { IconHome } from '@tabler/icons-react'\nexport { IconHome }", 'no-restricted-imports'],
  ["export const red = '#B3261E'", 'modiste/no-raw-colour'],
  ["export const red = '#f00'", 'modiste/no-raw-colour'],
  ["export const veil = 'rgb(0 0 0 / 8%)'", 'modiste/no-raw-colour'],
  ["export const edge = (width: number) => `${width}px solid #e2e2e2`", 'modiste/no-raw-colour'],
  ['export const Part = () => <p>Plain words</p>', 'modiste/no-bare-words'],
  ['export const Part = () => <p title="Plain words" />', 'modiste/no-bare-words'],
])('in a screen, %s breaks %s', async (code, rule) => {
  expect(await rulesBrokenBy(code, screen)).toContain(rule)
})

test.each([
  "export const place = '/garments#photos'",
  "export const entity = '&#39;'",
  "export const issue = 'see #12 and #1234567'",
  "export const tone = 'var(--accent)'",
])('in a screen, %s is fine', async (code) => {
  expect(await rulesBrokenBy(code, screen)).toEqual([])
})

test('the kit may draw', async () => {
  expect(await rulesBrokenBy("import { init } from 'echarts/core'\nexport const chart = init\nexport const ink = '#161616'", part)).toEqual([])
})

test.each(["import { get } from '@/api'\nexport { get }", "import { useQuery } from '@tanstack/react-query'\nexport { useQuery }", "import { Page } from '@/app'\nexport { Page }"])(
  'the kit may not fetch or know a screen: %s',
  async (code) => {
    expect(await rulesBrokenBy(code, part)).toContain('no-restricted-imports')
  },
)
