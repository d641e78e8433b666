/**
 * MediaPipe's pose model, served from here: a picture in, a person's 33 landmarks out, with the picture they are of.
 *
 * Its program is WebAssembly, which a page may run only where its policy says 'wasm-unsafe-eval'; the mirror's does.
 */
import type { Pose, Results } from '@mediapipe/pose'
import type { Seen } from './joints'

const PLACE = '/pose/'

export interface Person {
  seen: readonly Seen[]
  world: readonly Seen[]
}

export interface Eyes {
  /** Who is in a picture; null where nobody is. One picture at a time. */
  look: (picture: HTMLCanvasElement) => Promise<Person | null>
  /** Forget who was seen before: the next picture is another's. */
  forget: () => void
  close: () => void
}

declare global {
  interface Window {
    Pose?: typeof Pose
  }
}

/** Whether this page's policy lets WebAssembly run. */
export async function mayLook(): Promise<boolean> {
  try {
    await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
    return true
  } catch {
    return false
  }
}

/** Fetches the model and makes it ready. */
export async function openEyes(): Promise<Eyes> {
  await loaded(`${PLACE}pose.js`)
  if (!window.Pose) throw new Error('no pose model')
  const pose = new window.Pose({ locateFile: (name) => PLACE + name })
  let told: Results | null = null
  pose.setOptions({ modelComplexity: 0, smoothLandmarks: false, enableSegmentation: false, minDetectionConfidence: 0.5, minTrackingConfidence: 0.5 })
  pose.onResults((results) => {
    told = results
  })
  await pose.initialize()
  return {
    look: async (picture) => {
      told = null
      await pose.send({ image: picture })
      const found = told as Results | null
      return found?.poseLandmarks && found.poseWorldLandmarks ? { seen: found.poseLandmarks, world: found.poseWorldLandmarks } : null
    },
    forget: () => pose.reset(),
    close: () => void pose.close(),
  }
}

function loaded(address: string): Promise<void> {
  if (window.Pose) return Promise.resolve()
  return new Promise((done, failed) => {
    const tag = document.createElement('script')
    tag.src = address
    tag.onload = () => done()
    tag.onerror = () => failed(new Error('the pose model is not there'))
    document.head.append(tag)
  })
}
