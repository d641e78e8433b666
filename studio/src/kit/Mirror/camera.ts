/** The camera, or the reason why there is none. */

export type NoCamera = 'refused' | 'absent' | 'busy' | 'insecure' | 'broken'

const REASONS: Readonly<Record<string, NoCamera>> = {
  NotAllowedError: 'refused',
  SecurityError: 'refused',
  NotFoundError: 'absent',
  OverconstrainedError: 'absent',
  NotReadableError: 'busy',
  AbortError: 'busy',
}

/** Opens the camera that looks at who sits before it. */
export async function openCamera(): Promise<MediaStream | NoCamera> {
  // Browsers hide cameras from pages that come over plain http, but for this machine's own.
  if (!('mediaDevices' in navigator) || !navigator.mediaDevices) return 'insecure'
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: 'user', width: { ideal: 1280 }, height: { ideal: 720 } } })
  } catch (error) {
    return whyNot(error)
  }
}

export function whyNot(error: unknown): NoCamera {
  return (error instanceof Error || error instanceof DOMException ? REASONS[error.name] : undefined) ?? 'broken'
}

/** Lets a camera's pictures run in an element. */
export async function showCamera(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  video.srcObject = stream
  await video.play().catch(() => undefined)
}

export function closeCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop()
}
