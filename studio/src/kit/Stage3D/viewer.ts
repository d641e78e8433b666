/**
 * The stage itself: plain three.js, a neutral studio, one thing upon it. Imported only when a stage is shown.
 *
 * What is shown and what is said when it cannot be is index.tsx's.
 */
import {
  Box3,
  BufferAttribute,
  BufferGeometry,
  CatmullRomCurve3,
  CircleGeometry,
  Color,
  DirectionalLight,
  DoubleSide,
  HemisphereLight,
  Group,
  Mesh,
  type Material,
  MeshStandardMaterial,
  NeutralToneMapping,
  type Object3D,
  PCFShadowMap,
  PerspectiveCamera,
  Scene,
  ShadowMaterial,
  Spherical,
  SRGBColorSpace,
  type Texture,
  TubeGeometry,
  Vector3,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { luminance } from '@/look/contrast'
import type { Palette } from '@/look/tokens'
import { shade, unshade } from './shade'
import type { StageLine, StageMesh, StageShade, StageSource } from './source'
import type { Look, StageView } from './view'

export { factsOf } from './shade'

const FIELD = 32
/** Air around a thing, as a share of it. */
const MARGIN = 1.06
/** Points of a cord between two of its source, and around it. */
const CORD_STEPS = 2
const CORD_SIDES = 6
const TURN = Math.PI / 24
const MOST_PIXELS = 2

export interface Viewer {
  show: (object: Object3D) => void
  /** Colours what is shown, and what will be, by how it is worn. */
  shade: (how: StageShade) => void
  dress: (palette: Palette) => void
  resize: (width: number, height: number) => void
  /** Turn, in steps: right and up. */
  turn: (right: number, up: number) => void
  zoom: (steps: number) => void
  /** Back to where it was first seen from. */
  reset: () => void
  picture: () => Promise<Blob>
  dispose: () => void
}

export interface ViewerOptions {
  /** The user asks for less motion. */
  still: boolean
  onLost: () => void
  /** Shared with other stages. */
  view?: StageView | undefined
}

/** @throws where the browser gives no WebGL. */
export function newViewer(canvas: HTMLCanvasElement, { still, onLost, view }: ViewerOptions): Viewer {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: true })
  renderer.setPixelRatio(Math.min(window.devicePixelRatio, MOST_PIXELS))
  renderer.outputColorSpace = SRGBColorSpace
  // Colours stay what they are until light would clip them: a garment's colour is to be judged (Khronos PBR Neutral).
  renderer.toneMapping = NeutralToneMapping
  renderer.shadowMap.enabled = true
  renderer.shadowMap.type = PCFShadowMap

  const scene = new Scene()
  // Three lamps and a sky instead of a photographed room: cloth is rough, and shows no room. It also spares a phone
  // (or a machine without a graphics card) the minute in which such a room is prepared.
  const sky = new HemisphereLight(0xffffff, 0xd8d4ce, 1.5)
  const key = new DirectionalLight(0xffffff, 2)
  const fill = new DirectionalLight(0xf2f4ff, 0.7)
  const rim = new DirectionalLight(0xfff8f0, 0.9)
  key.castShadow = true
  key.shadow.mapSize.set(1024, 1024)
  key.shadow.radius = 8
  key.shadow.bias = -0.0006
  key.shadow.normalBias = 0.01
  scene.add(sky, key, key.target, fill, fill.target, rim, rim.target)
  const floor = new Mesh(new CircleGeometry(1, 64), new ShadowMaterial({ opacity: 0.16 }))
  floor.rotation.x = -Math.PI / 2
  floor.receiveShadow = true
  scene.add(floor)

  const camera = new PerspectiveCamera(FIELD, 1, 0.01, 100)
  const controls = new OrbitControls(camera, canvas)
  controls.enableDamping = !still
  controls.dampingFactor = 0.12
  controls.enablePan = false
  controls.minPolarAngle = 0.15
  controls.maxPolarAngle = Math.PI * 0.56
  // A finger that goes up or down scrolls the page; one that goes aside turns, two come closer.
  canvas.style.touchAction = 'pan-y'

  let shown: Object3D | null = null
  let how: StageShade = { by: 'cloth' }
  let home = new Vector3(0, 0, 3)
  let frame = 0
  let isOver = false
  let isFollowing = false
  const me = {}

  // Drawn only when something moved: a stage that is looked at must not warm the lap.
  const draw = () => {
    frame = 0
    if (isOver) return
    const isMoving = controls.update()
    renderer.render(scene, camera)
    if (isMoving) ask()
  }
  const ask = () => {
    if (frame === 0 && !isOver) frame = requestAnimationFrame(draw)
  }
  const looking = (): Look => {
    const { theta, phi, radius } = new Spherical().setFromVector3(camera.position.clone().sub(controls.target))
    return { around: theta, down: phi, distance: radius / Math.max(home.distanceTo(controls.target), 1e-6) }
  }
  const lookFrom = ({ around, down, distance }: Look) => {
    isFollowing = true
    camera.position.setFromSphericalCoords(distance * home.distanceTo(controls.target), down, around).add(controls.target)
    controls.update()
    isFollowing = false
    ask()
  }
  const unfollow = view?.follow(me, lookFrom)
  controls.addEventListener('change', () => {
    if (!isFollowing && shown) view?.turn(looking(), me)
    ask()
  })
  const lost = (event: Event) => {
    event.preventDefault()
    onLost()
  }
  canvas.addEventListener('webglcontextlost', lost)

  const place = (object: Object3D) => {
    const box = new Box3().setFromObject(object)
    const size = box.getSize(new Vector3())
    const middle = box.getCenter(new Vector3())
    const radius = Math.max(size.length() / 2, 1e-3)
    // Its height and its width are in sight, from the front and from aside.
    const half = Math.tan((FIELD / 2) * (Math.PI / 180))
    const wide = Math.max(size.x, size.z) / 2
    const distance = Math.max((size.y / 2 / half) * MARGIN, (wide / half / camera.aspect) * MARGIN, radius) + (size.x + size.z) / 4
    home = middle.clone().add(new Vector3(0.28, 0.16, 1).normalize().multiplyScalar(distance))
    controls.target.copy(middle)
    controls.minDistance = radius * 0.6
    controls.maxDistance = distance * 3
    camera.near = distance / 200
    camera.far = distance * 12
    camera.updateProjectionMatrix()
    camera.position.copy(home)
    floor.position.set(middle.x, box.min.y - radius * 0.002, middle.z)
    floor.scale.setScalar(radius * 4)
    key.position.copy(middle).add(new Vector3(radius * 1.1, radius * 3.6, radius * 1.7))
    fill.position.copy(middle).add(new Vector3(-radius * 2.4, radius * 0.8, radius * 1.6))
    rim.position.copy(middle).add(new Vector3(-radius, radius * 1.6, -radius * 2.4))
    for (const lamp of [key, fill, rim]) lamp.target.position.copy(middle)
    Object.assign(key.shadow.camera, { left: -radius * 2, right: radius * 2, top: radius * 2, bottom: -radius * 2, near: radius / 10, far: radius * 8 })
    key.shadow.camera.updateProjectionMatrix()
    controls.update()
  }

  const clear = () => {
    if (!shown) return
    scene.remove(shown)
    discard(shown)
    shown = null
  }

  return {
    show: (object) => {
      // Who looks at its back will look at the next one's back.
      const look = shown ? looking() : (view?.look ?? null)
      clear()
      object.traverse((part) => {
        part.castShadow = true
        part.receiveShadow = true
        if (part instanceof Mesh) sharpen(part, renderer.capabilities.getMaxAnisotropy())
      })
      shade(object, how)
      shown = object
      scene.add(object)
      isFollowing = true
      place(object)
      isFollowing = false
      if (look) lookFrom(look)
      ask()
    },
    shade: (next) => {
      how = next
      if (shown) shade(shown, how)
      ask()
    },
    dress: (palette) => {
      scene.background = new Color(palette.surface).lerp(new Color(palette.ground), 0.6)
      ;(floor.material as ShadowMaterial).opacity = luminance(palette.ground) > 0.5 ? 0.16 : 0.5
      ask()
    },
    resize: (width, height) => {
      renderer.setSize(width, height, false)
      camera.aspect = width / Math.max(1, height)
      camera.updateProjectionMatrix()
      ask()
    },
    turn: (right, up) => {
      const from = camera.position.clone().sub(controls.target)
      const around = new Vector3(0, 1, 0)
      from.applyAxisAngle(around, right * TURN)
      const aside = new Vector3().crossVectors(around, from).normalize()
      const tilted = from.clone().applyAxisAngle(aside, -up * TURN)
      const polar = tilted.angleTo(around)
      camera.position.copy(controls.target).add(polar > controls.minPolarAngle && polar < controls.maxPolarAngle ? tilted : from)
      controls.update()
      ask()
    },
    zoom: (steps) => {
      const from = camera.position.clone().sub(controls.target)
      from.clampLength(controls.minDistance, controls.maxDistance).multiplyScalar(0.88 ** steps)
      camera.position.copy(controls.target).add(from.clampLength(controls.minDistance, controls.maxDistance))
      controls.update()
      ask()
    },
    reset: () => {
      camera.position.copy(home)
      controls.update()
      ask()
    },
    picture: async () => {
      renderer.render(scene, camera)
      return new Promise((resolve, reject) => {
        canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture'))), 'image/png')
      })
    },
    dispose: () => {
      isOver = true
      unfollow?.()
      cancelAnimationFrame(frame)
      canvas.removeEventListener('webglcontextlost', lost)
      controls.dispose()
      clear()
      discard(floor)
      key.shadow.dispose()
      renderer.dispose()
      // Browsers keep about sixteen contexts; one that is not needed is given back at once.
      renderer.forceContextLoss()
    },
  }
}

/**
 * What a source holds, ready for a stage. It needs no graphics card: a broken file costs none of its few contexts.
 *
 * @throws where the file cannot be had or read.
 */
export async function objectOf(source: StageSource, signal: AbortSignal): Promise<Object3D> {
  if (source.kind === 'mesh') return made(source.meshes, source.lines ?? [])
  const bytes = typeof source.from === 'string' ? await fetched(source.from, signal) : source.from
  const model = await new GLTFLoader().parseAsync(bytes, '')
  return model.scene
}

async function fetched(address: string, signal: AbortSignal): Promise<ArrayBuffer> {
  const answer = await fetch(address, { signal, credentials: 'same-origin' })
  if (!answer.ok) throw new Error(`${answer.status}`)
  return answer.arrayBuffer()
}

function made(meshes: readonly StageMesh[], lines: readonly StageLine[]): Object3D {
  const group = new Group()
  for (const { positions, indices, normals, colours, colour } of meshes) {
    const geometry = new BufferGeometry()
    geometry.setAttribute('position', new BufferAttribute(positions, 3))
    if (indices) geometry.setIndex(new BufferAttribute(indices, 1))
    if (normals) geometry.setAttribute('normal', new BufferAttribute(normals, 3))
    else geometry.computeVertexNormals()
    if (colours) geometry.setAttribute('color', new BufferAttribute(colours, 3))
    const material = new MeshStandardMaterial({
      color: new Color(colours ? '#FFFFFF' : (colour ?? '#D9D6D0')),
      vertexColors: colours !== undefined,
      roughness: 0.86,
      metalness: 0,
      side: DoubleSide,
    })
    group.add(new Mesh(geometry, material))
  }
  for (const line of lines) group.add(cord(line))
  return group
}

/** Lines of WebGL are one pixel wide; a cord has a thickness and can be lit. */
function cord({ points, colour, radius, closed = false }: StageLine): Mesh {
  const path = new CatmullRomCurve3(
    points.map(([x, y, z]) => new Vector3(x, y, z)),
    closed,
    'centripetal',
  )
  const geometry = new TubeGeometry(path, points.length * CORD_STEPS, radius, CORD_SIDES, closed)
  return new Mesh(geometry, new MeshStandardMaterial({ color: new Color(colour), roughness: 0.7 }))
}

/** Frees what the graphics card holds; garbage collection does not reach there. */
export function discard(object: Object3D): void {
  object.traverse((part) => {
    if (!(part instanceof Mesh)) return
    unshade(part)
    part.geometry.dispose()
    for (const material of [part.material].flat() as Material[]) {
      for (const value of Object.values(material)) {
        if ((value as Texture | null)?.isTexture) free(value as Texture)
      }
      material.dispose()
    }
  })
}

/** A decoded picture is not the graphics card's: it is let go by itself. */
function free(texture: Texture): void {
  texture.dispose()
  const picture: unknown = texture.source.data
  if (typeof ImageBitmap !== 'undefined' && picture instanceof ImageBitmap) picture.close()
}

/** Threads stay threads where cloth is seen aslant. */
function sharpen(mesh: Mesh, most: number): void {
  for (const material of [mesh.material].flat() as Material[]) {
    for (const value of Object.values(material)) {
      if ((value as Texture | null)?.isTexture) (value as Texture).anisotropy = Math.min(8, most)
    }
  }
}
