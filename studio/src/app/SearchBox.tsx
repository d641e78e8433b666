/** The search box: words go to the search, on the wall they narrow it while they are typed; pictures, dropped, pasted or picked, are looked up. */
import { useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { PHOTOS } from '@/kit/DropZone'
import { CameraIcon, SearchIcon } from '@/kit/Icon'
import { Keys } from '@/kit/Keys'
import { useWords } from '@/locale'
import { useAddress } from './address'
import { useKeys } from './keys'
import { lookUp } from './lookUp'
import classes from './SearchBox.module.css'

/** A moment without typing. */
const TYPED_MS = 140

export function SearchBox() {
  const { t } = useWords()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { query: search, change } = useAddress()
  const isThere = pathname === '/garments' || pathname === '/search'
  const given = search.get('q') ?? ''
  const [text, setText] = useState(given)
  const [known, setKnown] = useState(given)
  const [sent, setSent] = useState(given)
  const words = useRef<HTMLInputElement>(null)
  const pictures = useRef<HTMLInputElement>(null)
  // The address is the truth: going back shows the words that were searched then.
  if (given !== known) {
    setKnown(given)
    // The echo of what is being typed must not overtake the typing.
    if (given !== sent) setText(given)
  }
  // On the wall and in the search the words are searched while they are typed.
  useEffect(() => {
    if (!isThere || text.trim() === given) return
    const timer = setTimeout(() => {
      setSent(text.trim())
      change({ q: text.trim(), at: null })
    }, TYPED_MS)
    return () => clearTimeout(timer)
  }, [isThere, text, given, change])
  useKeys(t('shell.keys.everywhere'), [{ keys: '/', does: t('shell.search.focus'), run: () => words.current?.focus() }])

  return (
    <form
      role="search"
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = text.trim()
        // Where one searches already the filters stay; from elsewhere one goes there.
        if (pathname === '/search') change({ q: wanted, at: null })
        else void navigate(wanted ? `/search?q=${encodeURIComponent(wanted)}` : '/search')
      }}
    >
      <SearchIcon size={18} aria-hidden />
      <input
        ref={words}
        className={classes.words}
        type="search"
        name="q"
        value={text}
        maxLength={500}
        aria-label={t('shell.search.label')}
        placeholder={t('shell.search.placeholder')}
        autoComplete="off"
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return
          event.preventDefault()
          lookUp([...event.clipboardData.files])
        }}
      />
      <span className={classes.keys} aria-hidden>
        <Keys keys="Ctrl+K" />
      </span>
      <button type="button" className={classes.camera} aria-label={t('shell.search.picture')} title={t('shell.search.picture')} onClick={() => pictures.current?.click()}>
        <CameraIcon size={19} aria-hidden />
      </button>
      <input
        ref={pictures}
        type="file"
        hidden
        multiple
        accept={PHOTOS.accept.join(',')}
        aria-label={t('shell.search.picture')}
        onChange={(event) => {
          lookUp([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
    </form>
  )
}
