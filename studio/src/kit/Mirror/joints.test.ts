import { expect, test } from 'vitest'
import { applied, type Homes, hungOn, type Joint, jointsOf, OFFSETS, type Point, pointsOf, type Seen, type Turn } from './joints'

/** A body in the A-pose, in metres, as tall as most. */
const right = (homes: Record<string, Point>) => Object.fromEntries(Object.entries(homes).map(([name, [x, y, z]]) => [name.replace('left', 'right'), [-x, y, z] as Point]))
const lefts: Record<string, Point> = {
  clavicle_left: [0.03, 1.4, 0], shoulder_joint_left: [0.17, 1.38, -0.02], elbow_left: [0.36, 1.18, -0.02], wrist_left: [0.53, 0.98, 0.02],
  hip_joint_left: [0.09, 0.9, 0], knee_left: [0.11, 0.48, 0.01], ankle_left: [0.12, 0.07, -0.02],
}
const HOMES: Homes = { pelvis: [0, 0.95, 0], neck: [0, 1.45, -0.02], head: [0, 1.55, 0], ...lefts, ...right(lefts) }
const SEEN: Record<string, number> = { shoulder_joint: 11, elbow: 13, wrist: 15, hip_joint: 23, knee: 25, ankle: 27 }
const SURE = Array.from({ length: 33 }, () => 1)

/** Landmarks where a body's joints are, after something was done to each place. */
function landmarks(of: (place: Point, name: string) => Point): Point[] {
  const made = Array.from({ length: 33 }, (): Point => [0, 0, 0])
  for (const [name, at] of Object.entries(SEEN)) {
    const [x, y, z] = (OFFSETS as Record<string, Point>)[name] ?? [0, 0, 0]
    const beside = ([a, b, c]: Point, out: number): Point => [a + out * x, b + y, c + z]
    made[at] = of(beside(HOMES[`${name}_left`]!, 1), `${name}_left`)
    made[at + 1] = of(beside(HOMES[`${name}_right`]!, -1), `${name}_right`)
  }
  return made
}

const moved = (joint: Joint, home: Point, point: Point): Point => {
  const [x, y, z] = applied(joint.turn, [point[0] - home[0], point[1] - home[1], point[2] - home[2]])
  return [joint.place[0] + x, joint.place[1] + y, joint.place[2] + z]
}
const close = (a: Point, b: Point, digits = 3) => a.forEach((each, axis) => expect(each).toBeCloseTo(b[axis]!, digits))

test('a body seen as it is stands where it is, as large as it is seen', () => {
  const joints = jointsOf(landmarks(([x, y, z]) => [240 + 200 * x, -600 + 200 * y, 200 * z]), SURE, HOMES)!
  for (const name of ['pelvis', 'shoulder_joint_left', 'elbow_right', 'knee_left', 'neck']) {
    const home = HOMES[name]!
    const [x, y, z] = [home[0] + 0.05, home[1] - 0.02, home[2] + 0.03]
    close(moved(joints[name]!, home, [x, y, z]), [240 + 200 * x, -600 + 200 * y, 200 * z])
  }
})

test('a body that turned a quarter to its left shows its side', () => {
  const turned = ([x, y, z]: Point): Point => [100 * z, 100 * y, -100 * x]
  const joints = jointsOf(landmarks(turned), SURE, HOMES)!
  close(moved(joints.pelvis!, HOMES.pelvis!, [0.1, 1.1, 0.05]), turned([0.1, 1.1, 0.05]))
})

test('each joint lies where its landmark was seen, and its bone reaches the next one', () => {
  // The left forearm is raised before the chest, the right leg bent.
  const wanted: Record<string, Point> = { wrist_left: [0.15, 1.25, 0.2], knee_right: [-0.1, 0.6, 0.3], ankle_right: [-0.1, 0.25, 0.1] }
  const points = landmarks((place, name) => wanted[name] ?? place)
  const joints = jointsOf(points.map(([x, y, z]) => [300 * x, 300 * y, 300 * z] as Point), SURE, HOMES)!
  for (const [bone, next] of [['elbow_left', 'wrist_left'], ['hip_joint_right', 'knee_right'], ['knee_right', 'ankle_right']] as const) {
    const [x, y, z] = wanted[next]!
    close(moved(joints[bone]!, HOMES[bone]!, HOMES[next]!), [300 * x, 300 * y, 300 * z], 2)
    close(joints[next]!.place, [300 * x, 300 * y, 300 * z], 2)
  }
})

test('a limb that is not seen stays on the body as it was', () => {
  const points = landmarks(([x, y, z], name) => (name === 'elbow_left' ? [9, 9, 9] : [200 * x, 200 * y, 200 * z]))
  const sure = SURE.map((each, at) => (at === SEEN.elbow || at === SEEN.wrist ? 0.1 : each))
  const joints = jointsOf(points, sure, HOMES)!
  const [x, y, z] = HOMES.elbow_left!
  close(joints.elbow_left!.place, [200 * x, 200 * y, 200 * z], 2)
})

test('a bone is not drawn out without end by a landmark that errs', () => {
  const points = landmarks(([x, y, z], name) => (name === 'elbow_left' ? [2000, 0, 0] : [200 * x, 200 * y, 200 * z]))
  const joints = jointsOf(points, SURE, HOMES)!
  const reach = moved(joints.shoulder_joint_left!, HOMES.shoulder_joint_left!, HOMES.elbow_left!)
  const home = Math.hypot(0.19, 0.2) * 200
  const from = joints.shoulder_joint_left!.place
  expect(Math.hypot(reach[0] - from[0], reach[1] - from[1], reach[2] - from[2])).toBeCloseTo(1.6 * home, 0)
})

test('where no torso is seen there are no joints', () => {
  expect(jointsOf(landmarks(() => [5, 5, 0]), SURE, HOMES)).toBeNull()
  expect(hungOn(landmarks(() => [5, 5, 0]), HOMES)).toBeNull()
})

test('hung on two shoulders, the hips go wherever the shoulders’ width says', () => {
  const points = landmarks(([x, y, z], name) => [200 * x * (name.startsWith('shoulder') ? 0.8 : 1), 200 * y, 200 * z])
  const hung = hungOn(points, HOMES)!
  expect(hung.shoulder_joint_left!.place[0]).toBeCloseTo(200 * 0.167 * 0.8, 0)
  expect(hung.hip_joint_left!.place[1]).toBeGreaterThan(200 * 0.9 + 15)
  expect(jointsOf(points, SURE, HOMES)!.hip_joint_left!.place[1]).toBeCloseTo(180, 0)
})

test('landmarks come into the picture’s space: y up, and what is nearer has more z', () => {
  const seen: Seen[] = Array.from({ length: 33 }, () => ({ x: 0.5, y: 0.5, z: 0 }))
  const world: Seen[] = Array.from({ length: 33 }, () => ({ x: 0, y: 0, z: 0 }))
  ;[11, 12, 23, 24].forEach((at, number) => {
    const [x, y] = [number % 2 ? -0.2 : 0.2, number < 2 ? -0.25 : 0.25]
    seen[at] = { x: 0.5 + x / 2, y: 0.5 + (y * 3) / 8, z: 0 }
    world[at] = { x, y, z: 0 }
  })
  world[15] = { x: 0, y: 0, z: -0.3 }
  const points = pointsOf(seen, world, [400, 533.333])
  close(points[11]!, [240, -216.667, 0], 2)
  expect(points[15]![2]).toBeCloseTo(0.3 * 200 * 1.5, 1)
})

test('of a lean that is seen half is believed: the model sees people lean who stand upright', () => {
  const lean = (share: number) => jointsOf(landmarks(([x, y, z]) => [200 * x, 200 * y, 200 * (z + share * (y - 0.9))]), SURE, HOMES)!.pelvis!.turn
  const pitch = ([, up]: Turn) => Math.atan2(up[2], Math.hypot(up[0], up[1]))
  const upright = pitch(lean(0))
  const seen = Math.atan(0.3)
  expect(pitch(lean(0.3)) - upright).toBeGreaterThan(0.4 * seen)
  expect(pitch(lean(0.3)) - upright).toBeLessThan(0.6 * seen)
})
