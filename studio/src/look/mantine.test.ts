import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../')
const named = new Set([...readFileSync(join(root, 'look/mantine.css'), 'utf8').matchAll(/styles\/(\w+)\.layer\.css/g)].map((match) => match[1]))

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : /\.tsx?$/.test(entry.name) ? [join(folder, entry.name)] : [],
  )
}

/** Where a part's style lies in a sheet of another name. */
const ALSO: Record<string, string[]> = {
  TextInput: ['Input'],
  Textarea: ['Input'],
  FileInput: ['Input'],
  NumberInput: ['Input', 'NumberInput'],
  Select: ['Input', 'Combobox'],
  Autocomplete: ['Input', 'Combobox'],
  MultiSelect: ['Input', 'Combobox', 'Pill', 'PillsInput'],
  TagsInput: ['Input', 'Combobox', 'Pill', 'PillsInput'],
  Checkbox: ['InlineInput', 'Checkbox'],
  Radio: ['InlineInput', 'Radio'],
  Switch: ['InlineInput', 'Switch'],
  Modal: ['ModalBase', 'Modal'],
  Drawer: ['ModalBase', 'Drawer'],
}

test('every part of Mantine that is used has its style in mantine.css', () => {
  const missing: string[] = []
  for (const file of sources(root)) {
    const text = readFileSync(file, 'utf8')
    for (const [, names] of text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
      for (const name of names!.split(',').map((each) => each.trim().split(' ')[0]!)) {
        const sheets = ALSO[name] ?? [name]
        for (const sheet of sheets) {
          const exists = existsSync(join(root, '../node_modules/@mantine/core/styles', `${sheet}.layer.css`))
          if (exists && !named.has(sheet)) missing.push(`${sheet} (used in ${file.slice(root.length)})`)
        }
      }
    }
  }
  expect(missing).toEqual([])
  expect(named.size).toBeGreaterThan(10)
})
