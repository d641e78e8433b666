/** Where files are laid down: dropped, pasted or picked; what cannot be taken is named, with the reason. */
import { type ClipboardEvent, type DragEvent, useId, useRef, useState } from 'react'
import { useWords } from '@/locale'
import { PhotoUpIcon } from '@/kit/Icon'
import { StitchFrame } from '@/kit/Stitch'
import { type FileLimits, PHOTOS, type Refused, sorted } from './files'
import classes from './DropZone.module.css'

export { ANY, type FileLimits, ONE_PHOTO, PHOTOS, type Refused, sorted } from './files'

export interface DropZoneProps {
  /** What to lay down here: "Photos of this garment". */
  label: string
  /** A second line; left out, it names the limits. */
  hint?: string
  limits?: FileLimits
  onFiles: (files: File[]) => void
  /** Files are on their way; nothing more is taken. */
  busy?: boolean
  /** A single line, for a toolbar. */
  compact?: boolean
}

export function DropZone({ label, hint, limits = PHOTOS, onFiles, busy = false, compact = false }: DropZoneProps) {
  const { t, format } = useWords()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<Refused[]>([])

  const take = (files: Iterable<File>) => {
    const found = sorted([...files], limits)
    setRefused(found.refused)
    if (found.taken.length > 0) onFiles(found.taken)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setOver(false)
    if (!busy) take(event.dataTransfer.files)
  }
  const onPaste = (event: ClipboardEvent) => {
    if (busy || event.clipboardData.files.length === 0) return
    event.preventDefault()
    take(event.clipboardData.files)
  }
  const limitsInWords = t('kit.drop.limits', {
    kinds: format.list(limits.accept.map((kind) => kind.replace(/^\w+\//, '').replace('*', '…').toUpperCase())),
    count: limits.mostFiles,
    size: format.bytes(limits.mostBytes),
  })
  return (
    <div>
      <button
        type="button"
        className={classes.zone}
        data-over={over}
        data-compact={compact}
        aria-describedby={`${id}-hint`}
        aria-disabled={busy}
        onClick={() => !busy && input.current?.click()}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        onPaste={onPaste}
      >
        <StitchFrame tone={over ? 'accent' : 'hairline'} inset />
        <PhotoUpIcon size={compact ? 20 : 28} aria-hidden />
        <span className={classes.label}>{busy ? t('kit.drop.busy') : label}</span>
        <span className={classes.hint} id={`${id}-hint`}>
          {hint ?? limitsInWords}
        </span>
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple={limits.mostFiles > 1}
        accept={limits.accept.join(',')}
        aria-label={label}
        onChange={(event) => {
          take(event.currentTarget.files ?? [])
          event.currentTarget.value = '' // the same file may be picked again
        }}
      />
      <div role="status">
        {refused.length > 0 ? (
          <div className={classes.refused}>
            <p>{t('kit.drop.refused', { count: refused.length })}</p>
            <ul>
              {refused.map(({ file, reason }, index) => (
                <li key={index}>
                  <span dir="auto">{file.name}</span>{' '}
                  <span className="quiet">
                    {t(`kit.drop.${reason}`, {
                      type: file.type || '?',
                      size: format.bytes(file.size),
                      most: reason === 'count' ? format.number(limits.mostFiles) : format.bytes(limits.mostBytes),
                    })}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
      </div>
    </div>
  )
}
