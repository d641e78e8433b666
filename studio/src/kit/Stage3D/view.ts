/** One way of looking for several stages: whichever is turned, all turn. */

export interface Look {
  /** Radians around the upright, 0 from the front. */
  around: number
  /** Radians from straight above. */
  down: number
  /** Distance as a share of the one from which a thing is first seen. */
  distance: number
}

/** Shared by stages; make it once and hand the same to each. */
export interface StageView {
  readonly look: Look | null
  /** `by` will not hear of its own turn. */
  turn: (look: Look, by: object) => void
  follow: (who: object, heard: (look: Look) => void) => () => void
}

export function newStageView(): StageView {
  let look: Look | null = null
  const followers = new Map<object, (look: Look) => void>()
  return {
    get look() {
      return look
    },
    turn: (next, by) => {
      look = next
      for (const [who, heard] of followers) if (who !== by) heard(next)
    },
    follow: (who, heard) => {
      followers.set(who, heard)
      return () => followers.delete(who)
    },
  }
}
