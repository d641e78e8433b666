/** A garment drawn where a person stands: plain three.js; the body below hides what is behind it and is not seen itself. */
import { AmbientLight, type Bone, Color, DetachedBindMode, DirectionalLight, type Material, MeshBasicMaterial, OrthographicCamera, Scene, SkinnedMesh, type MeshStandardMaterial, WebGLRenderer } from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import type { Homes, Joint } from './joints'

/** How far the body stands back behind its cloth, in metres. */
const BEHIND = 0.012
const DEPTH = 4000

export interface Garment {
  homes: Homes
  /** Cloth and body, of one skeleton's bones. */
  cloth: SkinnedMesh
  body: SkinnedMesh
  bones: ReadonlyMap<string, Bone>
}

export interface Wardrobe {
  /** Draws a garment so, or nothing. */
  draw: (garment: Garment | null, joints: Readonly<Record<string, Joint>> | null) => void
  resize: (width: number, height: number) => void
  dispose: () => void
}

/** A garment's file as `mirror.glb` holds it. */
export async function garmentOf(data: ArrayBuffer): Promise<Garment> {
  const { scene } = await new GLTFLoader().parseAsync(data, '')
  const meshes = new Map<string, SkinnedMesh>()
  scene.traverse((each) => {
    if (each instanceof SkinnedMesh) meshes.set(each.name, each)
  })
  const [cloth, body] = [meshes.get('garment'), meshes.get('body')]
  if (!cloth || !body) throw new Error('no garment for a mirror')
  const bones = new Map(cloth.skeleton.bones.map((bone) => [bone.name, bone]))
  const homes = Object.fromEntries([...bones].map(([name, bone]) => [name, bone.position.toArray()]))
  for (const each of [cloth, body]) {
    each.frustumCulled = false
    each.removeFromParent()
    // Bones are in the picture's space already, and stay out of the mesh's own.
    each.bindMode = DetachedBindMode
  }
  for (const bone of cloth.skeleton.bones) bone.matrixAutoUpdate = false
  const look = cloth.material as MeshStandardMaterial
  look.transparent = false
  body.material = new MeshBasicMaterial({ colorWrite: false })
  body.renderOrder = -1
  return { homes, cloth, body, bones }
}

/** Frees what a garment holds. */
export function discard(garment: Garment): void {
  for (const each of [garment.cloth, garment.body]) {
    each.geometry.dispose()
    const material = each.material as Material & { map?: { dispose: () => void } | null }
    material.map?.dispose()
    material.dispose()
  }
}

/** The drawing on a canvas, clear where there is no garment. */
export function newWardrobe(canvas: HTMLCanvasElement): Wardrobe {
  const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true, premultipliedAlpha: true, preserveDrawingBuffer: true })
  renderer.setClearColor(new Color(0, 0, 0), 0)
  renderer.setPixelRatio(1)
  const camera = new OrthographicCamera(0, 1, 0, -1, -DEPTH, DEPTH)
  const light = new DirectionalLight(0xffffff, 1.9)
  light.position.set(-0.45, 0.55, 0.7)
  const lamps = [light, new AmbientLight(0xffffff, 1.5)]
  return {
    draw: (garment, joints) => {
      const scene = new Scene()
      scene.add(...lamps)
      if (garment && joints) {
        scene.add(garment.body, garment.cloth, ...garment.bones.values())
        for (const [name, bone] of garment.bones) {
          const joint = joints[name]
          if (!joint) continue
          const [[a, b, c], [d, e, f], [g, h, i]] = joint.turn
          const [x, y, z] = joint.place
          bone.matrix.set(a, d, g, x, b, e, h, y, c, f, i, z, 0, 0, 0, 1)
        }
        // The body a little farther off: cloth lies on skin thinner than depth can tell.
        garment.body.position.z = -BEHIND * Math.hypot(...joints.pelvis!.turn[1])
      }
      renderer.render(scene, camera)
      scene.clear()
    },
    resize: (width, height) => {
      renderer.setSize(width, height, false)
      camera.right = width
      camera.bottom = -height
      camera.updateProjectionMatrix()
    },
    dispose: () => renderer.dispose(),
  }
}
