/**
 * From a person's landmarks to the joints of our body, in the picture's own space: pixels, x right, y up, z to the viewer.
 *
 * The camera is taken as one without perspective, so every joint lies where its landmark was seen; depth, which only
 * says what is before what and how far a limb turns away, comes from the landmarks in metres. Nothing here knows a
 * browser.
 */

export type Point = readonly [number, number, number]
/** Three columns. */
export type Turn = readonly [Point, Point, Point]

/** A landmark as MediaPipe tells it: x and y from 0 to 1 in the picture, y down. */
export interface Seen {
  x: number
  y: number
  z: number
  visibility?: number
}

/** Where a joint goes: a point p of the body is at `place + turn (p - home)`. */
export interface Joint {
  turn: Turn
  place: Point
}

export type Side = 'left' | 'right'
/** Joints' places in the body's A-pose, in metres, by name. */
export type Homes = Readonly<Record<string, Point>>

/** The place of a landmark in MediaPipe's list of 33. */
const NUMBER: Readonly<Record<string, number>> = {
  shoulder_joint_left: 11, shoulder_joint_right: 12, elbow_left: 13, elbow_right: 14, wrist_left: 15, wrist_right: 16,
  hip_joint_left: 23, hip_joint_right: 24, knee_left: 25, knee_right: 26, ankle_left: 27, ankle_right: 28,
}
const SIDES: readonly Side[] = ['left', 'right']
/** A landmark less sure than this is not followed: the limb stays as it is on the body. */
const SURE = 0.35
/** A bone is not drawn out or shortened beyond this: rather does a landmark err. */
const STRETCH = [0.6, 1.6] as const
/** The model's depth is shallower than bodies are: it saw turns of 25 degrees as 16 (the same five pictures). */
const DEEPER = 1.5
/**
 * Of a torso's lean beyond that of our body so much is believed: by the model people lean back who stand upright
 * (six pictures of other bodies than those that are judged).
 */
const LEAN = 0.5
/** Torsos smaller than this, in pixels, say nothing. */
const SMALLEST = 12

/** Where a landmark lies beside its joint, in metres: outwards, up, to the front. Measured on five pictures of our own body. */
export const OFFSETS: Readonly<Record<'shoulder_joint' | 'hip_joint', Point>> = {
  shoulder_joint: [-0.003, 0.013, 0],
  hip_joint: [-0.015, 0.02, 0],
}

/**
 * The landmarks in the picture's space.
 *
 * @param seen 33 landmarks in the picture.
 * @param world The same in metres around the hips.
 * @param size The picture's width and height in pixels.
 */
export function pointsOf(seen: readonly Seen[], world: readonly Seen[], [wide, high]: readonly [number, number]): Point[] {
  const torso = [11, 12, 23, 24]
  const middle = (of: (at: number) => number) => torso.reduce((sum, at) => sum + of(at), 0) / 4
  const [mx, my, wx, wy] = [middle((at) => seen[at]!.x * wide), middle((at) => seen[at]!.y * high), middle((at) => world[at]!.x), middle((at) => world[at]!.y)]
  let drawn = 0
  let real = 0
  for (const at of torso) {
    drawn += Math.hypot(seen[at]!.x * wide - mx, seen[at]!.y * high - my)
    real += Math.hypot(world[at]!.x - wx, world[at]!.y - wy)
  }
  const scale = drawn / Math.max(real, 1e-6)
  return seen.map(({ x, y }, at) => [x * wide, -y * high, -world[at]!.z * scale * DEEPER])
}

/**
 * Where the joints of our body go; null where no torso is seen.
 *
 * @param points The landmarks in the picture's space.
 * @param sure How sure each is, 0 to 1.
 * @param homes The joints of the body.
 */
export function jointsOf(points: readonly Point[], sure: readonly number[], homes: Homes): Record<string, Joint> | null {
  const home = (name: string) => homes[name]!
  const rested = (name: string, side: Side): Point => {
    const bone = name as keyof typeof OFFSETS
    const [x, y, z] = OFFSETS[bone] ?? [0, 0, 0]
    return plus(home(`${name}_${side}`), [side === 'left' ? x : -x, y, z])
  }
  const at = (name: string) => points[NUMBER[name]!]!
  const rest = frame((name, side) => rested(name, side))
  const now = rest ? frame((name, side) => at(`${name}_${side}`), rest.slope) : null
  if (!rest || !now || now.tall < SMALLEST) return null
  const [across, up] = [now.wide / rest.wide, now.tall / rest.tall]
  const scale = Math.sqrt(across * up)
  const turn = times(now.axes, transposed(rest.axes))
  const torso = times(scaled(now.axes, [across, up, scale]), transposed(rest.axes))
  const onTorso = (place: Point) => plus(now.hips, applied(torso, minus(place, rest.hips)))
  const joints: Record<string, Joint> = { pelvis: { turn: torso, place: onTorso(home('pelvis')) } }
  for (const name of ['neck', 'head']) joints[name] = { turn: torso, place: onTorso(home(name)) }
  for (const side of SIDES) {
    const shoulder = minus(at(`shoulder_joint_${side}`), applied(torso, minus(rested('shoulder_joint', side), home(`shoulder_joint_${side}`))))
    const clavicle = onTorso(home(`clavicle_${side}`))
    const girdle = aimed(turn, scale, minus(home(`shoulder_joint_${side}`), home(`clavicle_${side}`)), minus(shoulder, clavicle))
    joints[`clavicle_${side}`] = { turn: girdle.turn, place: clavicle }
    chain(['shoulder_joint', 'elbow', 'wrist'], side, shoulder)
    const hip = minus(at(`hip_joint_${side}`), applied(torso, minus(rested('hip_joint', side), home(`hip_joint_${side}`))))
    chain(['hip_joint', 'knee', 'ankle'], side, hip)
  }
  return joints

  function chain(bones: readonly [string, string, string], side: Side, first: Point) {
    let [place, led] = [first, turn]
    let own: Turn = scaledAll(turn, scale)
    bones.forEach((bone, number) => {
      const next = bones[number + 1]
      if (next) {
        const name = `${next}_${side}`
        const along = minus(home(name), home(`${bone}_${side}`))
        const isSeen = (sure[NUMBER[name]!] ?? 0) >= SURE
        const towards = isSeen ? minus(at(name), place) : scaledPoint(applied(led, along), scale)
        const found = aimed(led, scale, along, towards)
        joints[`${bone}_${side}`] = { turn: found.turn, place }
        led = found.led
        own = scaledAll(led, scale)
        place = plus(place, applied(found.turn, along))
      } else joints[`${bone}_${side}`] = { turn: own, place }
    })
  }
}

/** Only two shoulders, as simple mirrors hang a garment: for comparison. */
export function hungOn(points: readonly Point[], homes: Homes): Record<string, Joint> | null {
  const [left, right] = [points[11]!, points[12]!]
  const [homeLeft, homeRight] = [homes.shoulder_joint_left!, homes.shoulder_joint_right!]
  const [dx, dy] = [left[0] - right[0], left[1] - right[1]]
  const scale = Math.hypot(dx, dy) / length(minus(homeLeft, homeRight))
  if (!(scale * 0.1 > 1)) return null
  const [cosine, sine] = [(dx / Math.hypot(dx, dy)) * scale, (dy / Math.hypot(dx, dy)) * scale]
  const turn: Turn = [[cosine, sine, 0], [-sine, cosine, 0], [0, 0, scale]]
  const [middle, homeMiddle] = [between(left, right), between(homeLeft, homeRight)]
  return Object.fromEntries(Object.entries(homes).map(([name, home]) => [name, { turn, place: plus([middle[0], middle[1], 0], applied(turn, minus(home, homeMiddle))) }]))
}

/**
 * A torso's own axes (to its left, up, to the front), the middle of its hips, how wide and tall it is, and how
 * far it leans to the front for its height.
 *
 * @param upright How far a body that stands upright leans: what is seen beyond that is believed by half.
 */
function frame(at: (name: string, side: Side) => Point, upright?: number): { axes: Turn; hips: Point; wide: number; tall: number; slope: number } | null {
  const [hips, shoulders] = [between(at('hip_joint', 'left'), at('hip_joint', 'right')), between(at('shoulder_joint', 'left'), at('shoulder_joint', 'right'))]
  const [x, y, z] = minus(shoulders, hips)
  const high = Math.hypot(x, y)
  const both = plus(minus(at('shoulder_joint', 'left'), at('shoulder_joint', 'right')), minus(at('hip_joint', 'left'), at('hip_joint', 'right')))
  // Of somebody turned aside, that lean points aside.
  const own = upright === undefined ? z : (upright * high * both[0]) / Math.max(length(both), 1e-9)
  const spine: Point = [x, y, own + LEAN * (z - own)]
  const tall = length(spine)
  const up = scaledPoint(spine, 1 / Math.max(tall, 1e-9))
  const level = minus(both, scaledPoint(up, dot(both, up)))
  const wide = length(level)
  if (!(tall > 1e-6) || !(wide > 1e-6)) return null
  const across = scaledPoint(level, 1 / wide)
  return { axes: [across, up, cross(across, up)], hips, wide, tall, slope: spine[2] / Math.max(high, 1e-9) }
}

/** A bone led by its parent's turn, turned on to where it points now and drawn out along itself; `led` without that. */
function aimed(parent: Turn, scale: number, home: Point, towards: Point): { turn: Turn; led: Turn } {
  const before = applied(parent, home)
  const far = length(towards)
  if (!(far > 1e-6)) return { turn: scaledAll(parent, scale), led: parent }
  const led = times(shortest(before, towards), parent)
  const drawn = Math.min(STRETCH[1], Math.max(STRETCH[0], far / (scale * length(home)))) - 1
  const along = scaledPoint(towards, 1 / far)
  const stretched = led.map((column) => plus(column, scaledPoint(along, drawn * dot(along, column)))) as unknown as Turn
  return { turn: scaledAll(stretched, scale), led }
}

/** The shortest turn of one direction to another. */
function shortest(from: Point, to: Point): Turn {
  const [a, b] = [scaledPoint(from, 1 / length(from)), scaledPoint(to, 1 / length(to))]
  const cosine = dot(a, b)
  // Half a turn has no shortest way: about whatever axis lies across.
  const axis: Point = cosine < -0.9999 ? across(a) : cross(a, b)
  const share = cosine < -0.9999 ? 2 : 1 / (1 + cosine)
  if (cosine < -0.9999) return columns((p) => minus(scaledPoint(axis, share * dot(axis, p)), p))
  return columns((p) => plus(plus(scaledPoint(p, cosine), cross(axis, p)), scaledPoint(axis, share * dot(axis, p))))
}

function across(a: Point): Point {
  const other = cross(a, Math.abs(a[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0])
  return scaledPoint(other, 1 / length(other))
}

const columns = (of: (p: Point) => Point): Turn => [of([1, 0, 0]), of([0, 1, 0]), of([0, 0, 1])]
const plus = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
const scaledPoint = (a: Point, by: number): Point => [a[0] * by, a[1] * by, a[2] * by]
const between = (a: Point, b: Point): Point => scaledPoint(plus(a, b), 0.5)
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const length = (a: Point) => Math.hypot(...a)
const cross = (a: Point, b: Point): Point => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
const scaled = (turn: Turn, by: Point): Turn => [scaledPoint(turn[0], by[0]), scaledPoint(turn[1], by[1]), scaledPoint(turn[2], by[2])]
const scaledAll = (turn: Turn, by: number) => scaled(turn, [by, by, by])
const transposed = (turn: Turn): Turn => [0, 1, 2].map((row) => [turn[0][row]!, turn[1][row]!, turn[2][row]!]) as unknown as Turn
const times = (a: Turn, b: Turn): Turn => [applied(a, b[0]), applied(a, b[1]), applied(a, b[2])]

/** A point turned. */
export function applied(turn: Turn, point: Point): Point {
  return plus(plus(scaledPoint(turn[0], point[0]), scaledPoint(turn[1], point[1])), scaledPoint(turn[2], point[2]))
}
