import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, test, vi } from 'vitest'
import { show } from '../../../test/show'
import { CommandPalette, rank } from '.'
import { match } from './match'

describe('match', () => {
  test('wants all letters in order', () => {
    expect(match('gmt', 'Garments')).not.toBeNull()
    expect(match('gtm', 'Garments')).toBeNull()
    expect(match('', 'Garments')).toEqual({ score: 0, at: [] })
  })

  test('prefers heads of words and letters that stand together', () => {
    const best = (typed: string, ...texts: string[]) => texts.map((text) => ({ text, score: match(typed, text)?.score ?? -99 })).sort((a, b) => b.score - a.score)[0]!.text
    expect(best('dc', 'Red cloak', 'Duffle coat')).toBe('Duffle coat')
    expect(best('coat', 'Corduroy oat', 'Raincoat', 'Coat')).toBe('Coat')
  })

  test('ignores case and accents, and shows where the letters are', () => {
    expect(match('CREPE', 'Crêpe')?.at).toEqual([0, 1, 2, 3, 4])
    expect(match('衬衫', '海岛棉衬衫')?.at).toEqual([3, 4])
  })
})

const groups = (run = vi.fn()) => [
  { label: 'Go to', commands: [{ id: 'home', label: 'Home', keywords: ['首页', 'shouye'], run }, { id: 'garments', label: 'Garments', run }] },
  { label: 'Studio', commands: [{ id: 'dark', label: 'Dark theme', run }] },
]

describe('rank', () => {
  test('keeps the order while nothing is typed', () => {
    expect(rank(groups(), '').map((group) => group.commands.map(({ command }) => command.id))).toEqual([['home', 'garments'], ['dark']])
  })

  test('finds by other names too, in either language', () => {
    expect(rank(groups(), '首页')[0]!.commands[0]!.command.id).toBe('home')
    expect(rank(groups(), 'shouye')[0]!.commands[0]!.command.id).toBe('home')
  })

  test('does not match again what the server found', () => {
    const found = [{ label: 'Found', found: true, commands: [{ id: 'x', label: 'Something else', run: vi.fn() }] }]
    expect(rank(found, 'zzz')[0]!.commands).toHaveLength(1)
  })
})

describe('the palette', () => {
  test('is worked without a mouse', async () => {
    const run = vi.fn()
    const onClose = vi.fn()
    show(<CommandPalette opened onClose={onClose} groups={groups(run)} />)
    const field = await screen.findByRole('combobox')
    const options = () => within(screen.getByRole('listbox')).getAllByRole('option')
    expect(options()[0]).toHaveAttribute('aria-selected', 'true')
    await userEvent.type(field, '{ArrowDown}')
    expect(options()[1]).toHaveAttribute('aria-selected', 'true')
    expect(field).toHaveAttribute('aria-activedescendant', options()[1]!.id)
    await userEvent.type(field, '{ArrowUp}{ArrowUp}')
    expect(options()[2]).toHaveAttribute('aria-selected', 'true')
    await userEvent.type(field, '{Enter}')
    expect(run).toHaveBeenCalledTimes(1)
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  test('says when nothing is called so', async () => {
    show(<CommandPalette opened onClose={() => {}} groups={groups()} />)
    await userEvent.type(await screen.findByRole('combobox'), 'zzzz')
    expect(await screen.findByText('Nothing is called “zzzz”.')).toBeInTheDocument()
    expect(screen.getByText('0 results')).toBeInTheDocument()
  })
})
