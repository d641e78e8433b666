import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { Facets, valuesOf } from './Facets'

const counted = {
  count: 3,
  facets: { category: { '<img src=x onerror=alert(1)>': 2, معطف: 1 }, brand: { '': 3 }, state: { none: 2, unsure: 1 } },
}

describe('facets', () => {
  it('show values as text, states in words, and groups only where there is a choice', async () => {
    const choose = vi.fn()
    render(
      <MantineProvider>
        <Facets counted={counted} filters={{}} onChoose={choose} />
      </MantineProvider>,
    )
    expect(document.querySelector('img')).toBeNull()
    expect(screen.getByRole('checkbox', { name: /Unsure/ })).not.toBeChecked()
    expect(screen.queryByText('Brand')).toBeNull()
    await userEvent.click(screen.getByRole('checkbox', { name: /معطف/ }))
    expect(choose).toHaveBeenCalledWith('category', ['معطف'])
    expect(screen.getByRole('checkbox', { name: /معطف/ })).toBeChecked()
  })

  it('keep a chosen value in sight that nothing has now', () => {
    expect(valuesOf({ coat: 2, '': 4 }, ['hat'])).toEqual([
      { value: 'coat', count: 2 },
      { value: 'hat', count: 0 },
    ])
  })
})
