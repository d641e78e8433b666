import { beforeEach, describe, expect, test, vi } from 'vitest'
import { json, problem, serve } from '../../test/server'
import { addressOf, get, getTagged, newKey, patch, post, remove } from './client'
import { connection } from './connection'
import { ApiError, AWAY } from './error'

const coat = { id: 'coat-001', name: 'Duffle coat' }

beforeEach(() => connection.report('here'))

describe('addresses', () => {
  test('fill their gaps and leave empty values out', () => {
    expect(addressOf('/api/v1/garments/{garment_id}', { garment_id: 'a/b ü' })).toBe('/api/v1/garments/a%2Fb%20%C3%BC')
    expect(addressOf('/api/v1/garments', undefined, { q: 'wool & silk', category: '', brand: undefined, limit: 5 })).toBe(
      '/api/v1/garments?q=wool+%26+silk&limit=5',
    )
  })

  test('are not made with a gap left open', () => {
    expect(() => addressOf('/api/v1/jobs/{job_id}')).toThrow('job_id')
  })
})

test('an answer is its JSON, with its tag when that is wanted', async () => {
  serve({ 'GET /api/v1/garments/coat-001': json(coat, 200, { etag: '"abc"' }) })
  expect(await get('/api/v1/garments/{garment_id}', { path: { garment_id: 'coat-001' } })).toEqual(coat)
  expect(await getTagged('/api/v1/garments/{garment_id}', { path: { garment_id: 'coat-001' } })).toMatchObject({ data: coat, etag: '"abc"' })
})

test('a change names the version that was looked at', async () => {
  const { asked } = serve({ 'PATCH /api/v1/garments/coat-001': json(coat, 200, { etag: '"def"' }) })
  const changed = await patch('/api/v1/garments/{garment_id}', { path: { garment_id: 'coat-001' }, body: { name: 'Coat' }, ifMatch: '"abc"' })
  expect(changed.etag).toBe('"def"')
  expect(asked[0]!.headers.get('if-match')).toBe('"abc"')
  expect(asked[0]!.body).toBe('{"name":"Coat"}')
})

test('nothing is nothing: a 204 has no body', async () => {
  serve({ 'DELETE /api/v1/garments/coat-001': new Response(null, { status: 204 }) })
  expect(await remove('/api/v1/garments/{garment_id}', { path: { garment_id: 'coat-001' } })).toBeUndefined()
})

describe('a problem', () => {
  test('comes as an ApiError with all it says', async () => {
    serve({ 'GET /api/v1/garments': problem('MOD-2203', 422, { errors: [{ where: 'query.limit', message: 'too large', kind: 'le' }] }) })
    const error = await get('/api/v1/garments').catch((each: unknown) => each)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 'MOD-2203', status: 422, detail: 'Detail of MOD-2203', remedy: 'Remedy of MOD-2203', requestId: 'abc12345', flaws: [{ where: 'query.limit' }] })
  })

  test('that is no problem+json is still an ApiError', async () => {
    serve({ 'GET /api/v1/garments': new Response('<html>Bad gateway</html>', { status: 502 }) })
    const error = (await get('/api/v1/garments').catch((each: unknown) => each)) as ApiError
    expect(error.status).toBe(502)
    expect(error.passes).toBe(true)
    expect(connection.current()).toBe('away')
  })

  test('401 means that the link has expired', async () => {
    serve({ 'GET /api/v1/garments': problem('MOD-2209', 401) })
    await expect(get('/api/v1/garments')).rejects.toMatchObject({ code: 'MOD-2209' })
    expect(connection.current()).toBe('expired')
  })
})

describe('a POST', () => {
  test('carries a key of its own each time', async () => {
    const { asked } = serve({ 'POST /api/v1/jobs': json({ id: '1' }, 202) })
    await post('/api/v1/jobs', { body: { kind: 'train', params: {} } })
    await post('/api/v1/jobs', { body: { kind: 'train', params: {} } })
    const keys = asked.map((one) => one.headers.get('idempotency-key'))
    expect(keys[0]).toMatch(/^[\x21-\x7e]{16,200}$/)
    expect(keys[0]).not.toBe(keys[1])
  })

  test('without an answer is sent again with the same key, so that it is done once', async () => {
    vi.useFakeTimers()
    const { asked } = serve({
      'POST /api/v1/jobs': [
        () => {
          throw new TypeError('network')
        },
        json({ id: '1' }, 202),
      ],
    })
    const sent = post('/api/v1/jobs', { body: { kind: 'train', params: {} } })
    await vi.runAllTimersAsync()
    expect(await sent).toEqual({ id: '1' })
    expect(asked).toHaveLength(2)
    expect(asked[0]!.headers.get('idempotency-key')).toBe(asked[1]!.headers.get('idempotency-key'))
    vi.useRealTimers()
  })

  test('that was refused is not sent again', async () => {
    const { asked } = serve({ 'POST /api/v1/jobs': problem('MOD-2203', 422) })
    await expect(post('/api/v1/jobs', { body: { kind: 'train', params: {} } })).rejects.toMatchObject({ status: 422 })
    expect(asked).toHaveLength(1)
  })

  test('of a form leaves its type to the browser, which knows the boundary', async () => {
    const { asked } = serve({ 'POST /api/v1/models/clothing/predictions': json({ model: 'clothing', version: '1', items: [] }) })
    const form = new FormData()
    form.append('files', new File(['x'], 'x.png'))
    await post('/api/v1/models/{name}/predictions', { path: { name: 'clothing' }, body: form })
    expect(asked[0]!.body).toBe(form)
    expect(asked[0]!.headers.has('content-type')).toBe(false)
  })
})

test('a server that cannot be reached is away', async () => {
  serve({
    'GET /api/v1/garments': () => {
      throw new TypeError('Failed to fetch')
    },
  })
  await expect(get('/api/v1/garments')).rejects.toMatchObject({ code: AWAY, status: 0 })
  expect(connection.current()).toBe('away')
})

test('a request that was given up is not the server being away', async () => {
  const stop = new AbortController()
  stop.abort()
  serve({})
  await expect(get('/api/v1/garments', { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  expect(connection.current()).toBe('here')
})

test('keys are drawn without randomUUID too, as on a page that is no secure context', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/)
})
