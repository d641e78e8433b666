/** The pictures of what was dropped, folders opened; a picture's folder is its category. */

export interface Found {
  file: File
  /** The innermost folder, '' at the top. */
  folder: string
}

const PICTURE = /\.(jpe?g|png|webp|gif|tiff?|bmp)$/i
const MOST = 5_000

/** Opens dropped folders; must be called while the drop is being handled, the browser forgets it after. */
export async function foundIn(transfer: Pick<DataTransfer, 'items' | 'files'>): Promise<Found[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? [])
  if (entries.length === 0) return [...transfer.files].map((file) => ({ file, folder: '' }))
  const found: Found[] = []
  for (const entry of entries) await walk(entry, '', found)
  return found
}

/** Of files picked as a folder: the path tells where each lay. */
export function picked(files: Iterable<File>): Found[] {
  return [...files]
    .filter((file) => isPicture(file.name))
    .map((file) => ({ file, folder: file.webkitRelativePath.split('/').slice(0, -1).at(-1) ?? '' }))
}

/** What a garment made of a picture is called: its file's name, as a person would write it. */
export function nameOf(fileName: string): string {
  const bare = fileName.replace(/\.[^.]*$/, '').replace(/[_\s]+/g, ' ').trim()
  return (bare || fileName).slice(0, 200)
}

function isPicture(name: string): boolean {
  return PICTURE.test(name) && !name.startsWith('.')
}

async function walk(entry: FileSystemEntry, folder: string, found: Found[]): Promise<void> {
  if (found.length >= MOST) return
  if (entry.isFile) {
    // Of a folder only the pictures are meant; what was dropped by itself is judged by the zone, with a reason.
    if (folder !== '' && !isPicture(entry.name)) return
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    found.push({ file, folder })
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A reader gives a hundred at a time, and nothing when it is done.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    for (const each of some) await walk(each, entry.name, found)
  }
}
