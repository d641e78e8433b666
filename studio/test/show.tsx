/** Draws a part with all it stands in: look, addresses, memory of answers. */
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { MemoryRouter } from 'react-router'
import { newQueryClient } from '@/api'
import { theme } from '@/look/theme'
import { variables } from '@/look/variables'

export function Around({ children, at = '/' }: { children: ReactNode; at?: string }) {
  const queryClient = newQueryClient()
  queryClient.setDefaultOptions({ queries: { ...queryClient.getDefaultOptions().queries, retry: false } })
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} env="test">
      <QueryClientProvider client={queryClient}>
        <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>
  )
}

export function show(part: ReactNode, at = '/') {
  const shown = render(<Around at={at}>{part}</Around>)
  return { ...shown, again: (next: ReactNode) => shown.rerender(<Around at={at}>{next}</Around>) }
}
