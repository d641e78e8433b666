/** Makes a garment of each picture, two at a time; what is refused is told with the reason. */
import { useRef, useState } from 'react'
import { type ApiError, asApiError, post, useRenewGarments } from '@/api'
import { type Found, nameOf } from './folder'

const AT_ONCE = 2

export interface Adding {
  state: 'idle' | 'running' | 'done' | 'cancelled'
  done: number
  total: number
  added: number
  refused: readonly { name: string; error: ApiError }[]
  startedAt: number
}

const IDLE: Adding = { state: 'idle', done: 0, total: 0, added: 0, refused: [], startedAt: 0 }

export function useAdding() {
  const [adding, setAdding] = useState(IDLE)
  const stop = useRef<AbortController | null>(null)
  const renew = useRenewGarments()

  const add = async (found: readonly Found[], category = '') => {
    const control = new AbortController()
    stop.current = control
    setAdding({ ...IDLE, state: 'running', total: found.length, startedAt: Date.now() })
    const waiting = [...found]
    const work = async () => {
      for (let next = waiting.shift(); next && !control.signal.aborted; next = waiting.shift()) {
        const { file, folder } = next
        const error = await addOne(file, folder || category).then(() => null, asApiError)
        setAdding((before) => ({
          ...before,
          done: before.done + 1,
          added: before.added + (error ? 0 : 1),
          refused: error ? [...before.refused, { name: file.name, error }] : before.refused,
        }))
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
    setAdding((before) => ({ ...before, state: control.signal.aborted ? 'cancelled' : 'done' }))
    await renew()
  }
  const cancel = () => stop.current?.abort()
  const reset = () => setAdding(IDLE)
  return { adding, add, cancel, reset }
}

/** A garment and its photo; a garment whose photo is refused is taken away again. */
export async function addOne(file: File, category: string): Promise<string> {
  const { id } = await makeGarment(nameOf(file.name), category)
  const form = new FormData()
  form.append('files', file)
  try {
    await post('/api/v1/garments/{garment_id}/photos', { path: { garment_id: id }, body: form })
  } catch (error) {
    await post('/api/v1/garments/edits', { body: { verb: 'delete', choose: { ids: [id] } } as never })
    throw error
  }
  return id
}

/** Two pictures may be called the same; the second garment gets a number. */
async function makeGarment(name: string, category: string) {
  try {
    return await post('/api/v1/garments', { body: { name, category } as never })
  } catch (error) {
    if (asApiError(error).code !== 'MOD-2221') throw error
    const mark = crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36)
    return await post('/api/v1/garments', { body: { name: `${name} ${mark}`.slice(0, 200), category } as never })
  }
}
