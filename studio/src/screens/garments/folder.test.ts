import { describe, expect, it } from 'vitest'
import { foundIn, nameOf, picked } from './folder'

const file = (name: string, path = '') => Object.defineProperty(new File(['x'], name, { type: 'image/jpeg' }), 'webkitRelativePath', { value: path })
const leaf = (name: string) => ({ isFile: true, isDirectory: false, name, file: (give: (file: File) => void) => give(file(name)) })
const folder = (name: string, entries: object[]) => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    let rest = [entries.slice(0, 1), entries.slice(1), []]
    return { readEntries: (give: (some: object[]) => void) => (give(rest[0]!), (rest = rest.slice(1))) }
  },
})

describe('dropped pictures', () => {
  it('are found in folders within folders, which name the category', async () => {
    const tree = folder('spring', [folder('coat', [leaf('a.jpg'), leaf('notes.txt')]), leaf('b.png')])
    const items = [{ webkitGetAsEntry: () => tree }]
    const found = await foundIn({ items, files: [] } as unknown as DataTransfer)
    expect(found.map(({ file: { name }, folder: at }) => [name, at])).toEqual([
      ['a.jpg', 'coat'],
      ['b.png', 'spring'],
    ])
  })

  it('picked as a folder carry their path', () => {
    const found = picked([file('a.jpg', 'spring/coat/a.jpg'), file('.hidden.jpg', 'spring/.hidden.jpg'), file('x.pdf', 'spring/x.pdf')])
    expect(found.map(({ folder: at }) => at)).toEqual(['coat'])
  })

  it('give their garment a name a person would write', () => {
    expect(nameOf('red_wool__coat.final.JPG')).toBe('red wool coat.final')
    expect(nameOf('.jpg')).toBe('.jpg')
    expect(nameOf(`${'x'.repeat(500)}.png`)).toHaveLength(200)
  })
})
