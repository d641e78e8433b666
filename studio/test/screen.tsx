/** A screen at an address, with what the API answers: for tests of screens. */
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { configure, render } from '@testing-library/react'
import type { ComponentType } from 'react'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { vi } from 'vitest'
import { newQueryClient } from '@/api'
import { theme } from '@/look/theme'

// A shared machine draws slowly; what is awaited here is what comes, not how soon.
configure({ asyncUtilTimeout: 10_000 })

export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  body: unknown
}

/** An answer, or what makes one of what was asked. */
type Answer = unknown | ((asked: Asked) => unknown)

/** As `{ 'GET /api/v1/models': page }`; what is not there is a 404 of the API's kind. Gives back all that was asked. */
export function answers(table: Record<string, Answer>): Asked[] {
  const all: Asked[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://studio.test')
    const asked: Asked = {
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    }
    all.push(asked)
    const found = table[`${asked.method} ${asked.path}`]
    if (found === undefined) {
      const problem = { type: 'about:blank', code: 'MOD-1103', title: 'Nothing here', status: 404, detail: asked.path, request_id: 'r' }
      return new Response(JSON.stringify(problem), { status: 404, headers: { 'content-type': 'application/problem+json' } })
    }
    const body = typeof found === 'function' ? (found as (asked: Asked) => unknown)(asked) : found
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', etag: '"1"' } })
  })
  return all
}

export const CALLER = { name: 'studio', scopes: ['garments:read', 'models:read', 'models:write', 'jobs:read', 'jobs:write', 'keys:write'] }

export function pageOf(...items: unknown[]) {
  return { items, next_cursor: null }
}

/** Draws a screen under its route; `place()` is the address it is at. */
export function open(Screen: ComponentType, route: string, path: string) {
  let at = ''
  const Place = () => {
    const { pathname, search } = useLocation()
    at = pathname + search
    return null
  }
  const drawn = render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={newQueryClient()}>
        <MemoryRouter initialEntries={[path]}>
          <Routes>
            <Route path={route} element={<Screen />} />
            <Route path="*" element={null} />
          </Routes>
          <Place />
          <Notifications />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  )
  return { ...drawn, place: () => at }
}
