import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Part, parts } from './keys'

interface Tree {
  [key: string]: string | Tree
}

function flat(tree: Tree, before = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : Object.entries(flat(value, `${before}${key}.`)),
    ),
  )
}

const read = (language: string, part: Part) => JSON.parse(readFileSync(join(import.meta.dirname, language, `${part}.json`), 'utf8')) as Tree
const all = (language: string) => parts.reduce<Tree>((before, part) => ({ ...before, ...read(language, part) }), {})

const en = all('en')
const english = flat(en)
const chinese = flat(all('zh-CN'))
/** Which file holds the keys that begin so. */
const holder = new Map(parts.flatMap((part) => Object.keys(read('en', part)).map((beginning) => [beginning, part] as const)))
const stem = (key: string) => key.replace(/_(one|other)$/, '')
const stems = (words: Record<string, string>) => [...new Set(Object.keys(words).map(stem))].sort()
const gaps = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]))].sort()

const root = join(import.meta.dirname, '../')

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return files(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

const sources = () => files(root).map((file) => readFileSync(file, 'utf8'))

/** The path that an import in a file names. */
const beside = (file: string, name: string) => (name.startsWith('@/') ? join(root, name.slice(2)) : join(dirname(file), name))

/** A module and all that it imports of ours, read; what it fetches later (`import()`) is not among them. */
function withImports(path: string, seen = new Map<string, string>()): Map<string, string> {
  const file = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')].find((each) => /\.tsx?$/.test(each) && existsSync(each))
  if (!file || seen.has(file)) return seen
  const text = readFileSync(file, 'utf8')
  seen.set(file, text)
  for (const [, name] of text.matchAll(/(?:from|lazy\(\(\) => import\() ?'((?:@|\.\.?)\/[^']+)'/g)) {
    withImports(beside(file, name!), seen)
  }
  return seen
}

/** Every text that could be a key: whole, or a template whose gaps stand for anything. */
function asked(texts = sources()): { exact: Set<string>; patterns: RegExp[] } {
  const exact = new Set<string>()
  const patterns: RegExp[] = []
  for (const text of texts) {
    for (const [, key] of text.matchAll(/['"`]([a-zA-Z]\w*(?:\.\w+)+)['"`]/g)) exact.add(key!)
    for (const [, template] of text.matchAll(/`([a-zA-Z]\w*\.[\w.]*\$\{[^`]*)`/g)) {
      const pattern = template!.replace(/\$\{[^}]*\}/g, '\u0000').replaceAll('.', '\\.').replaceAll('\u0000', '[\\w-]+')
      patterns.push(new RegExp(`^${pattern}$`))
    }
  }
  return { exact, patterns }
}

describe('the locale files', () => {
  test('have the same keys', () => {
    expect(stems(chinese)).toEqual(stems(english))
  })

  test('have the same gaps in each text', () => {
    for (const [key, text] of Object.entries(english)) {
      const other = chinese[key] ?? chinese[`${stem(key)}_other`]
      expect(gaps(other ?? ''), key).toEqual(gaps(text))
    }
  })

  test('have each plural that their language needs', () => {
    for (const key of Object.keys(english).filter((each) => each.endsWith('_one'))) {
      expect(english, key).toHaveProperty([`${stem(key)}_other`])
      expect(chinese, key).toHaveProperty([`${stem(key)}_other`])
    }
    expect(Object.keys(chinese).filter((key) => key.endsWith('_one'))).toEqual([])
  })

  test('say nothing empty, and Chinese in Chinese', () => {
    for (const [key, text] of Object.entries({ ...english, ...chinese })) expect(text.trim(), key).not.toBe('')
    for (const [key, text] of Object.entries(chinese)) {
      const bare = text.replace(/\{\{\w+\}\}/g, '').replace(/[\s\d\p{P}\p{S}]/gu, '')
      if (bare.length > 24) expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(true)
    }
  })

  test('hold no key that nobody asks for', () => {
    const { exact, patterns } = asked()
    const unused = stems(english).filter((key) => !exact.has(key) && !patterns.some((pattern) => pattern.test(key)))
    expect(unused).toEqual([])
  })

  test('hold every key that is asked for', () => {
    const roots = new Set(Object.keys(en))
    const { exact, patterns } = asked()
    const known = new Set(stems(english))
    // Texts that only look like keys (`three.js`) do not begin with one of ours.
    const missing = [...exact].filter((key) => roots.has(key.split('.')[0]!) && !known.has(key) && !/\.(tsx?|css|json|glb)$/.test(key))
    expect(missing).toEqual([])
    for (const pattern of patterns) {
      const beginning = pattern.source.slice(1).split('\\.')[0]!
      if (roots.has(beginning)) expect([...known].some((key) => pattern.test(key)), pattern.source).toBe(true)
    }
  })

  test('are fetched with the screen that asks for them', () => {
    const found = files(root).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/fetched\(\(\) => import\('([^']+)'\)((?:, '\w+')*)\)/g)].map(
        ([, name, named]) => [beside(file, name!), named!] as const,
      ),
    )
    expect(found.length).toBeGreaterThan(10)
    for (const [path, named] of [[join(root, 'app/Shell'), ''] as const, ...found]) {
      const fetched = new Set(['frame', ...[...named.matchAll(/'(\w+)'/g)].map((match) => match[1]!)])
      const { exact, patterns } = asked([...withImports(path).values()])
      const beginnings = [...exact, ...patterns.map((each) => each.source.slice(1).replaceAll('\\', ''))].map((key) => key.split('.')[0]!)
      const missing = beginnings.filter((each) => holder.has(each) && !fetched.has(holder.get(each)!))
      expect([...new Set(missing)], path).toEqual([])
    }
  })
})
