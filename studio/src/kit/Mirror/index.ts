/** A mirror: a person seen by the camera, or on a photo, in a garment of ours. Its drawing and its model are fetched when opened. */
export { closeCamera, type NoCamera, openCamera, showCamera } from './camera'
export { mayLook } from './eyes'
export type { Glance, Mirror, Way } from './mirror'
export { snapshot } from './snapshot'
export type { Garment as WornGarment } from './wardrobe'

/** What draws; large, so only when a mirror is opened. */
export async function openMirror() {
  const [{ newMirror }, { garmentOf, discard }] = await Promise.all([import('./mirror'), import('./wardrobe')])
  return { newMirror, garmentOf, discard }
}
