/**
 * The mirror at work: a picture is looked at, and that very picture is drawn, with the garment on whoever is in it.
 *
 * Nothing is sent anywhere: pictures live in this page's memory from one to the next.
 */
import { type Eyes, openEyes } from './eyes'
import { type Homes, hungOn, type Joint, jointsOf, pointsOf } from './joints'
import { newSmoother } from './smooth'
import { type Garment, newWardrobe } from './wardrobe'

/** Pixels of a picture's longer side: the model sees 256 of them. */
const LONGEST = 960
/** Pictures over which the rate is measured. */
const RATED = 12

/** How a garment hangs: on the whole body, or on two shoulders as simple mirrors do, to compare. */
export type Way = 'body' | 'shoulders'

/** What one picture came to. */
export interface Glance {
  isSomebody: boolean
  /** Pictures a second, measured here; null before there are two. */
  rate: number | null
  /** Milliseconds that looking took. */
  took: number
}

export interface Mirror {
  wear: (garment: Garment | null, way?: Way) => void
  /** Looks again and again at what a camera shows, until the next call of anything. */
  follow: (video: HTMLVideoElement) => void
  /** Looks once at a picture from disk. */
  still: (picture: ImageBitmap) => Promise<void>
  stop: () => void
  dispose: () => void
}

/** A mirror on two canvases, one over the other: the picture, and the garment on clear ground. */
export async function newMirror(picture: HTMLCanvasElement, garment: HTMLCanvasElement, onGlance: (glance: Glance) => void, onLost: () => void): Promise<Mirror> {
  const eyes: Eyes = await openEyes()
  const wardrobe = newWardrobe(garment)
  const seen = document.createElement('canvas')
  const onto = picture.getContext('2d')!
  const taken = seen.getContext('2d', { willReadFrequently: true })!
  let worn: Garment | null = null
  let way: Way = 'body'
  let last: ((homes: Homes) => Record<string, Joint> | null) | null = null
  let turn = 0
  let isOver = false
  let isLooking: Promise<unknown> = Promise.resolve()
  let smooth = [newSmoother(), newSmoother()] as const
  let times: number[] = []

  const lost = (event: Event) => {
    event.preventDefault()
    turn += 1
    onLost()
  }
  garment.addEventListener('webglcontextlost', lost)

  const draw = () => wardrobe.draw(worn, worn && last ? last(worn.homes) : null)

  async function look(source: CanvasImageSource, [wide, high]: readonly [number, number], mine: number, isStill: boolean) {
    const share = Math.min(1, LONGEST / Math.max(wide, high))
    const size = [Math.round(wide * share), Math.round(high * share)] as const
    if (seen.width !== size[0] || seen.height !== size[1]) [seen.width, seen.height] = size
    taken.drawImage(source, 0, 0, ...size)
    const begun = performance.now()
    const person = await eyes.look(seen)
    if (mine !== turn || isOver) return
    const now = performance.now()
    times = [...times, now].slice(-RATED)
    if (picture.width !== size[0] || picture.height !== size[1]) {
      ;[picture.width, picture.height] = size
      wardrobe.resize(...size)
    }
    last = null
    if (person) {
      const landmarks = isStill ? person.seen : smooth[0](person.seen, begun / 1000)
      const world = isStill ? person.world : smooth[1](person.world, begun / 1000)
      const points = pointsOf(landmarks, world, size)
      const sure = person.seen.map(({ visibility }) => visibility ?? 0)
      last = (homes) => (way === 'body' ? jointsOf(points, sure, homes) : hungOn(points, homes))
    }
    onto.drawImage(seen, 0, 0)
    draw()
    const rate = times.length > 1 && !isStill ? (1000 * (times.length - 1)) / (now - times[0]!) : null
    onGlance({ isSomebody: person !== null, rate, took: now - begun })
  }

  /** One at a time: what was begun is waited for, then it is the next one's turn. */
  async function begin(): Promise<number> {
    turn += 1
    const mine = turn
    await isLooking.catch(() => undefined)
    if (mine === turn && !isOver) {
      eyes.forget()
      smooth = [newSmoother(), newSmoother()]
      times = []
    }
    return mine
  }

  return {
    wear: (next, how = way) => {
      worn = next
      way = how
      draw()
    },
    follow: (video) => {
      void begin().then(async (mine) => {
        while (mine === turn && !isOver) {
          await nextPicture(video)
          if (mine !== turn || isOver || video.videoWidth === 0) continue
          isLooking = look(video, [video.videoWidth, video.videoHeight], mine, false)
          await isLooking.catch(() => undefined)
        }
      })
    },
    still: async (from) => {
      const mine = await begin()
      if (mine !== turn || isOver) return
      isLooking = look(from, [from.width, from.height], mine, true)
      await isLooking
    },
    stop: () => {
      turn += 1
    },
    dispose: () => {
      isOver = true
      garment.removeEventListener('webglcontextlost', lost)
      void isLooking.catch(() => undefined).then(() => {
        eyes.close()
        wardrobe.dispose()
      })
    },
  }
}

/** The next picture of a camera, or a moment later where the browser tells of none (a hidden tab, say). */
function nextPicture(video: HTMLVideoElement): Promise<void> {
  return new Promise((done) => {
    const late = setTimeout(done, 500)
    const come = () => {
      clearTimeout(late)
      done()
    }
    if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(come)
    else requestAnimationFrame(come)
  })
}
