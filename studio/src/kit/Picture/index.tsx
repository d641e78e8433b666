/** A picture on a neutral mat, at its true shape, with a quiet place-holder where it is missing or broken. */
import { type SyntheticEvent, useState } from 'react'
import { useWords } from '@/locale'
import { PhotoIcon } from '@/kit/Icon'
import classes from './Picture.module.css'

export interface PictureProps {
  /** Empty or null: there is none yet. */
  src: string | null | undefined
  /** What is to be seen; an empty string where a text beside it says so already. */
  alt: string
  /** Width over height; with it the page does not jump when the picture comes. */
  ratio?: number
  /** `whole`: nothing is cut off. `fill`: the frame is filled. */
  fit?: 'whole' | 'fill'
  /** The first rows of a screen; others load when they come near. */
  eager?: boolean
  className?: string | undefined
}

/** Pictures so small that smoothing would only blur them (Fashion-MNIST's are 28 px wide). */
const TINY = 64

export function Picture({ src, alt, ratio, fit = 'whole', eager = false, className }: PictureProps) {
  const { t } = useWords()
  const [broken, setBroken] = useState<string | null>(null)
  const style = ratio ? { aspectRatio: String(ratio), height: 'auto' } : undefined

  if (!src || broken === src) {
    return (
      <div className={`${classes.mat} ${className ?? ''}`} style={style} role="img" aria-label={alt || t('kit.picture.none')}>
        <PhotoIcon size={28} aria-hidden />
        <span className="small">{src ? t('kit.picture.broken') : t('kit.picture.none')}</span>
      </div>
    )
  }
  return (
    <img
      className={`${classes.picture} ${className ?? ''}`}
      style={style}
      data-fit={fit}
      src={src}
      alt={alt}
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      draggable={false}
      onLoad={sharpen}
      onError={() => setBroken(src)}
    />
  )
}

/** Written to the element and not to a state: a wall of pictures arrives at once. */
function sharpen({ currentTarget: image }: SyntheticEvent<HTMLImageElement>): void {
  image.dataset.tiny = String(image.naturalWidth <= TINY)
}
