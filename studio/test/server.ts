/** A server for tests: what it answers is written down, what it was asked can be looked at. */
import { vi } from 'vitest'

export interface Asked {
  method: string
  path: string
  headers: Headers
  body: unknown
}

type Reply = Response | ((asked: Asked) => Response | Promise<Response>)

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
}

export function problem(code: string, status: number, extra: Record<string, unknown> = {}): Response {
  const body = { type: `https://modiste.invalid/errors/${code}`, title: `Title of ${code}`, status, detail: `Detail of ${code}`, instance: '/', code, remedy: `Remedy of ${code}`, request_id: 'abc12345', ...extra }
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/problem+json' } })
}

/** Answers by "GET /path" (without query); the last of several answers stays. Anything else is a 404. */
export function serve(answers: Record<string, Reply | Reply[]>): { asked: Asked[] } {
  const asked: Asked[] = []
  const left = new Map(Object.entries(answers).map(([key, value]) => [key, Array.isArray(value) ? [...value] : [value]]))
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: string, init: RequestInit = {}) => {
      const url = new URL(address, 'http://studio.test')
      const method = init.method ?? 'GET'
      const one: Asked = { method, path: url.pathname + url.search, headers: new Headers(init.headers), body: init.body }
      asked.push(one)
      if (init.signal?.aborted) throw new DOMException('aborted', 'AbortError')
      const replies = left.get(`${method} ${url.pathname}`)
      if (!replies) return problem('MOD-2201', 404)
      const reply = replies.length > 1 ? replies.shift()! : replies[0]!
      if (reply instanceof Response) return reply.clone()
      return reply(one)
    }),
  )
  return { asked }
}

/** A stream of server-sent events; `end` leaves it open when false. */
export function stream(text: string, end = true): Response {
  const bytes = new TextEncoder().encode(text)
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      if (end) controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}
