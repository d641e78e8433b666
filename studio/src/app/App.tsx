/** The studio put together: look, memory of the server's answers, addresses. */
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useState } from 'react'
import { BrowserRouter } from 'react-router'
import { newQueryClient } from '@/api'
import { theme } from '@/look/theme'
import { variables } from '@/look/variables'
import { Addresses } from './routes'
import { tell } from './tell'

const scheme = localStorageColorSchemeManager({ key: 'modiste.theme' })

export function App() {
  const [queryClient] = useState(() => newQueryClient(tell.failed))
  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} colorSchemeManager={scheme} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <BrowserRouter>
          <Addresses />
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  )
}
