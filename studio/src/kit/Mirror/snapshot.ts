/** A picture of the mirror to keep: what is seen, with a line on it that says what it is, and the same within the file. */
import { marked } from './marked'

const BAR = 0.055
const LEAST = 22

/**
 * The picture and the garment as one PNG.
 *
 * @param layers The canvases, from below.
 * @param isMirrored Whether left is right, as in a mirror.
 * @param says What stands below it, visibly and embedded.
 */
export async function snapshot(layers: readonly HTMLCanvasElement[], isMirrored: boolean, says: string): Promise<Blob> {
  const [{ width, height } = { width: 1, height: 1 }] = layers
  const bar = Math.max(LEAST, Math.round(height * BAR))
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height + bar
  const onto = canvas.getContext('2d')!
  onto.save()
  if (isMirrored) {
    onto.translate(width, 0)
    onto.scale(-1, 1)
  }
  for (const layer of layers) onto.drawImage(layer, 0, 0, width, height)
  onto.restore()
  onto.fillStyle = '#141414'
  onto.fillRect(0, height, width, bar)
  onto.fillStyle = '#F7F7F7'
  let letters = Math.round(bar * 0.5)
  do {
    onto.font = `${letters}px "Hanken Grotesk Variable", "Noto Sans SC Variable", sans-serif`
    letters -= 1
  } while (letters > 6 && onto.measureText(says).width > width * 0.94)
  onto.textBaseline = 'middle'
  onto.fillText(says, Math.round(width * 0.03), height + bar / 2)
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (!blob) throw new Error('no picture')
  return new Blob([marked(new Uint8Array(await blob.arrayBuffer()), says)], { type: 'image/png' })
}
