/** The mirror as React sees it: opened once, a garment in it, a camera or a photo before it, and what comes of each picture. */
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { closeCamera, type Glance, mayLook, type Mirror, type NoCamera, openCamera, openMirror, showCamera, type Way, type WornGarment } from '@/kit/Mirror'
import { hasWebGL } from '@/kit/Stage3D'

export type Fate = 'closed' | 'opening' | 'open' | 'failed' | 'noWebgl'
export type Before = 'nothing' | 'camera' | 'photo'
export type Trouble = NoCamera | 'badPhoto'

const MOST_PIXELS = 40_000_000

export interface Places {
  picture: RefObject<HTMLCanvasElement | null>
  garment: RefObject<HTMLCanvasElement | null>
  video: RefObject<HTMLVideoElement | null>
}

/** A garment's file: what it is called, and how it is fetched. */
export interface GarmentFile {
  name: string
  load: (signal: AbortSignal) => Promise<ArrayBuffer>
}

/** @param file The garment's, the same one as long as it is the same; null for none yet. */
export function useMirror({ picture, garment, video }: Places, file: GarmentFile | null, way: Way) {
  const [fate, setFate] = useState<Fate>('closed')
  const [before, setBefore] = useState<Before>('nothing')
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [glance, setGlance] = useState<Glance | null>(null)
  const [wornFile, setWornFile] = useState<string | null>(null)
  const mirror = useRef<Mirror | null>(null)
  const stream = useRef<MediaStream | null>(null)
  const worn = useRef<WornGarment | null>(null)
  const opening = useRef<Promise<Mirror | null> | null>(null)
  const gone = useRef(false)

  const open = useCallback((): Promise<Mirror | null> => {
    opening.current ??= (async () => {
      if (!hasWebGL()) {
        setFate('noWebgl')
        return null
      }
      setFate('opening')
      try {
        const { newMirror } = await openMirror()
        const made = await newMirror(picture.current!, garment.current!, setGlance, () => setFate('failed'))
        if (gone.current) {
          made.dispose()
          return null
        }
        mirror.current = made
        made.wear(worn.current, way)
        setFate('open')
        return made
      } catch {
        setFate('failed')
        return null
      }
    })()
    return opening.current
  }, [picture, garment, way])

  useEffect(() => {
    gone.current = false
    // A page that came without the mirror's own policy, by a link of the studio's, is fetched anew with it.
    void mayLook().then((may) => {
      if (!may && !gone.current) reloadOnce()
    })
    return () => {
      gone.current = true
      closeCamera(stream.current)
      mirror.current?.dispose()
      mirror.current = null
      opening.current = null
    }
  }, [])

  useEffect(() => {
    if (!file) return
    const stop = new AbortController()
    const put = async () => {
      const [{ garmentOf, discard }, data] = await Promise.all([openMirror(), file.load(stop.signal)])
      const made = await garmentOf(data)
      if (stop.signal.aborted) return discard(made)
      const old = worn.current
      worn.current = made
      mirror.current?.wear(made, way)
      if (old) discard(old)
      setWornFile(file.name)
    }
    void put().catch(() => (stop.signal.aborted ? undefined : setFate('failed')))
    return () => stop.abort()
  }, [file, way])

  const halt = useCallback(() => {
    mirror.current?.stop()
    closeCamera(stream.current)
    stream.current = null
    setBefore('nothing')
    setGlance(null)
  }, [])

  const start = useCallback(async () => {
    halt()
    setTrouble(null)
    const [found, made] = await Promise.all([openCamera(), open()])
    if (typeof found === 'string') return setTrouble(found)
    if (!made || gone.current) return closeCamera(found)
    stream.current = found
    const [track] = found.getVideoTracks()
    track?.addEventListener('ended', () => {
      halt()
      setTrouble('absent')
    })
    await showCamera(video.current!, found)
    setBefore('camera')
    made.follow(video.current!)
  }, [halt, open, video])

  const photo = useCallback(
    async (from: File) => {
      halt()
      setTrouble(null)
      const [bitmap, made] = await Promise.all([createImageBitmap(from).catch(() => null), open()])
      if (!bitmap || bitmap.width * bitmap.height > MOST_PIXELS) return setTrouble('badPhoto')
      if (!made || gone.current) return
      setBefore('photo')
      await made.still(bitmap).catch(() => setTrouble('badPhoto'))
      bitmap.close()
    },
    [halt, open],
  )

  return { fate, before, trouble, glance, isWorn: wornFile !== null && wornFile === file?.name, start, stop: halt, photo }
}

const RELOADED = 'modiste.mirror-reloaded'

/** Once only: where the policy does not come even so, the mirror says that it cannot be opened. */
function reloadOnce(): void {
  const state = window.history.state as Record<string, unknown> | null
  if (state?.[RELOADED]) return
  window.history.replaceState({ ...state, [RELOADED]: true }, '')
  window.location.reload()
}
