/**
 * The one way to the server: typed by the schema, errors as ApiError, POSTs that are done once.
 *
 * Caching is TanStack Query's (queries.ts), long work is jobs.ts's.
 */
import { connection } from './connection'
import { ApiError, AWAY, errorOf } from './error'
import type { Answer, Method, PathOf, SentArgument } from './types'

const POST_TRIES = 3
const BETWEEN_TRIES_MS = 600

interface Loose {
  path?: Record<string, string | number> | undefined
  query?: Record<string, unknown>
  body?: unknown
  signal?: AbortSignal
  ifMatch?: string
  idempotencyKey?: string
}

/** A representation and the tag that a later change names in `ifMatch`. */
export interface Tagged<T> {
  data: T
  etag: string
  /** Names the change for an undo; empty when nothing was changed. */
  change: string
}

export async function get<P extends PathOf<'get'>>(path: P, ...[sent]: SentArgument<P, 'get'>): Promise<Answer<P, 'get'>> {
  return (await exchange('get', path, sent)).data as Answer<P, 'get'>
}

/** As `get`, with the entity tag, for what will be changed. */
export async function getTagged<P extends PathOf<'get'>>(
  path: P,
  ...[sent]: SentArgument<P, 'get'>
): Promise<Tagged<Answer<P, 'get'>>> {
  return (await exchange('get', path, sent)) as Tagged<Answer<P, 'get'>>
}

export async function post<P extends PathOf<'post'>>(
  path: P,
  ...[sent]: SentArgument<P, 'post'>
): Promise<Answer<P, 'post'>> {
  return (await exchange('post', path, sent)).data as Answer<P, 'post'>
}

/** Changes what was looked at; give the `ifMatch` of that look. */
export async function patch<P extends PathOf<'patch'>>(
  path: P,
  ...[sent]: SentArgument<P, 'patch'>
): Promise<Tagged<Answer<P, 'patch'>>> {
  return (await exchange('patch', path, sent)) as Tagged<Answer<P, 'patch'>>
}

/** Puts something in its place, whatever was there. */
export async function put<P extends PathOf<'put'>>(path: P, ...[sent]: SentArgument<P, 'put'>): Promise<Answer<P, 'put'>> {
  return (await exchange('put', path, sent)).data as Answer<P, 'put'>
}

export async function remove<P extends PathOf<'delete'>>(
  path: P,
  ...[sent]: SentArgument<P, 'delete'>
): Promise<Answer<P, 'delete'>> {
  return (await exchange('delete', path, sent)).data as Answer<P, 'delete'>
}

/** A path of the schema with its gaps filled and its query added; empty values are left out. */
export function addressOf(path: string, parts?: Record<string, string | number>, query?: Record<string, unknown>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = parts?.[name]
    if (value === undefined || value === '') throw new TypeError(`${path} needs ${name}`)
    return encodeURIComponent(value)
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== '') search.append(name, String(each))
    }
  }
  return search.size > 0 ? `${filled}?${search}` : filled
}

/** One request and its answer, for those who need the answer itself (streams). Throws ApiError for any other than 2xx. */
export async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const over = connection.began()
  let response: Response
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    connection.report('away')
    throw new ApiError(AWAY, '', '', '', 0, [], '', { cause })
  } finally {
    over()
  }
  if (response.ok) {
    connection.report('here')
    return response
  }
  const error = await errorOf(response)
  connection.report(stateAfter(error))
  throw error
}

/** A name for a request, also where the page is not a secure context and `randomUUID` is missing. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function stateAfter(error: ApiError) {
  if (error.status === 401) return 'expired'
  if (error.status === 502 || error.status === 504) return 'away'
  return error.code === 'MOD-2223' ? 'restarting' : 'here'
}

async function exchange(method: Method, path: string, sent: Loose = {}): Promise<Tagged<unknown>> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (sent.ifMatch) headers['If-Match'] = sent.ifMatch
  if (method === 'post') headers['Idempotency-Key'] = sent.idempotencyKey ?? newKey()
  let body: BodyInit | undefined
  if (sent.body instanceof FormData) {
    body = sent.body
  } else if (sent.body !== undefined) {
    headers['Content-Type'] = 'application/json'
    body = JSON.stringify(sent.body)
  }
  const init: RequestInit = { method: method.toUpperCase(), headers }
  if (body !== undefined) init.body = body
  if (sent.signal) init.signal = sent.signal
  const send = () => request(addressOf(path, sent.path, sent.query), init)
  const response = await (method === 'post' ? again(send, sent.signal) : send())
  const isEmpty = response.status === 204 || response.headers.get('content-length') === '0'
  return { data: isEmpty ? undefined : await response.json(), etag: response.headers.get('etag') ?? '', change: response.headers.get('change-id') ?? '' }
}

/** A POST that got no answer may have been done; with the same key it can be sent again without being done twice. */
async function again(send: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send()
    } catch (error) {
      const worthIt = error instanceof ApiError && (error.status === 0 || error.code === 'MOD-2220')
      if (!worthIt || attempt === POST_TRIES || signal?.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS * attempt))
    }
  }
}
