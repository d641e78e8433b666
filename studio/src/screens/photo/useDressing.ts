/** A photo and what was put on the person in it, size by size. All of it is in this page's memory and goes with it. */
import { useEffect, useRef, useState } from 'react'
import { type ApiError, asApiError, type PhotoWish, wasStopped, wearOnPhoto, type WornOnPhoto } from '@/api'

export interface Run {
  size: string
  /** What the garment is called. */
  name: string
  share: number
  /** Where it is; empty while it waits for the other size. */
  step: string
  worn: (WornOnPhoto & { url: string }) | null
  error: ApiError | null
}

export interface Laid {
  file: File
  url: string
}

export function useDressing() {
  const [photo, setPhoto] = useState<Laid | null>(null)
  const [runs, setRuns] = useState<readonly Run[]>([])
  const [isAtWork, setAtWork] = useState(false)
  const work = useRef<AbortController | null>(null)
  const shown = useRef<string[]>([])
  const forget = () => {
    shown.current.forEach((url) => URL.revokeObjectURL(url))
    shown.current = []
  }
  const laid = useRef<string | null>(null)
  useEffect(
    () => () => {
      work.current?.abort()
      shown.current.forEach((url) => URL.revokeObjectURL(url))
      if (laid.current) URL.revokeObjectURL(laid.current)
    },
    [],
  )
  const stop = () => {
    work.current?.abort()
    work.current = null
    setAtWork(false)
    setRuns((all) => all.filter(({ worn, error }) => worn || error))
  }
  const lay = (file: File | null) => {
    stop()
    forget()
    setRuns([])
    if (laid.current) URL.revokeObjectURL(laid.current)
    laid.current = file ? URL.createObjectURL(file) : null
    setPhoto(file ? { file, url: laid.current! } : null)
  }
  /** In these sizes, one after the other: side by side each would take twice as long. */
  const wear = async (sizes: readonly string[], name: string, wish: Omit<PhotoWish, 'size'>, key?: string) => {
    if (!photo) return
    stop()
    forget()
    const mine = new AbortController()
    work.current = mine
    const put = (size: string, change: Partial<Run>) => {
      if (!mine.signal.aborted) setRuns((all) => all.map((run) => (run.size === size ? { ...run, ...change } : run)))
    }
    setAtWork(true)
    setRuns(sizes.map((size) => ({ size, name, share: 0, step: '', worn: null, error: null })))
    for (const size of sizes) {
      if (mine.signal.aborted) return
      put(size, { step: 'waiting' })
      try {
        const follow = { onStep: (share: number, step: string) => put(size, { share, step }), signal: mine.signal, ...(key ? { key } : {}) }
        const worn = await wearOnPhoto(photo.file, { ...wish, size }, follow)
        const url = URL.createObjectURL(worn.picture)
        shown.current.push(url)
        put(size, { worn: { ...worn, url } })
      } catch (error) {
        if (wasStopped(error, mine.signal)) return
        put(size, { error: asApiError(error) })
        // What is wrong with a picture is wrong in every size.
        if (/^MOD-(301[0-7]|302[678]|2764)$/.test(asApiError(error).code)) {
          setRuns((all) => all.filter((run) => run.size === size || run.worn))
          break
        }
      }
    }
    if (!mine.signal.aborted) setAtWork(false)
  }
  return { photo, runs, isAtWork, lay, wear, stop }
}

export type Dressing = ReturnType<typeof useDressing>
