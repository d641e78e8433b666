/** Search: words, a photo or a part of it, or both; narrowed by facets; every result says why it is there. */
import { Button, Drawer } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { asApiError, type SearchAnswer, useSearch } from '@/api'
import { Page, useAddress } from '@/app'
import { searchWith, useSearchPicture } from '@/app/searchPicture'
import { DropZone, ONE_PHOTO } from '@/kit/DropZone'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { FacetPanel } from '@/kit/FacetPanel'
import { FilterIcon } from '@/kit/Icon'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Crop } from './Crop'
import { type Frame, WHOLE, written } from './cropping'
import { chosenOf, facetsOf, filtersWith } from './facets'
import { Results } from './Results'
import classes from './Search.module.css'

export default function Search() {
  const { t, format, language } = useWords()
  const { query, change } = useAddress()
  const q = (query.get('q') ?? '').trim()
  const filters = query.getAll('f')
  const picture = useSearchPicture()
  const [framed, setFramed] = useState<{ picture: File | null; frame: Frame }>({ picture, frame: WHOLE })
  const [narrowing, setNarrowing] = useState(false)
  const isNarrow = useMediaQuery('(max-width: 62em)', window.innerWidth <= 992)
  // A frame belongs to its picture: another one begins whole.
  const frame = framed.picture === picture ? framed.frame : WHOLE
  const found = useSearch({ q, filters, picture, crop: written(frame) })
  const isAsked = q !== '' || filters.length > 0 || picture !== null
  const answer = isAsked ? found.data : undefined
  const facets = (
    <div role="group" aria-label={t('search.narrow')}>
      <FacetPanel
        facets={facetsOf(answer?.facets ?? {}, filters, t)}
        chosen={chosenOf(filters)}
        busy={found.isFetching}
        onChange={(name, values) => change({ f: filtersWith(filters, name, values) })}
        onClear={() => change({ f: null })}
      />
    </div>
  )
  return (
    <Page title={q ? `“${q}”` : t('search.title')} eyebrow={t('search.eyebrow')}>
      {picture ? (
        <>
          <Crop picture={picture} frame={frame} onFrame={(next) => setFramed({ picture, frame: next })} onTakeAway={() => searchWith(null)} />
          <Change q={q} onChange={(words) => change({ q: words })} />
        </>
      ) : (
        <DropZone label={t('search.dropPicture')} compact limits={ONE_PHOTO} onFiles={([file]) => file && searchWith(file)} />
      )}
      {found.error && isAsked ? <ErrorNote error={asApiError(found.error)} onRetry={() => void found.refetch()} /> : null}
      {!isAsked ? (
        <EmptyState title={t('search.ask')}>
          <p>{t('search.askHint')}</p>
        </EmptyState>
      ) : (
        <div className={classes.halves}>
          {isNarrow ? (
            <Drawer opened={narrowing} onClose={() => setNarrowing(false)} title={t('search.narrow')} position="bottom" size="80%">
              {facets}
            </Drawer>
          ) : (
            <aside className={classes.facets}>{facets}</aside>
          )}
          <div className={classes.found} aria-busy={found.isFetching}>
            {isNarrow ? (
              <Button variant="default" leftSection={<FilterIcon size={16} aria-hidden />} onClick={() => setNarrowing(true)}>
                {t('search.narrowOpen')}
              </Button>
            ) : null}
            {answer ? <Understood answer={answer} /> : null}
            {found.isPending ? (
              <CardsSkeleton count={8} />
            ) : answer && answer.results.length > 0 ? (
              <>
                <p className="small quiet" role="status">
                  {t('search.found', { count: answer.count, number: format.number(answer.count) })}
                  {answer.embedder ? ` · ${t('search.eyes', { name: answer.embedder })}` : ''}
                </p>
                <Results results={answer.results} />
              </>
            ) : answer ? (
              <EmptyState title={t('search.none')}>
                {answer.notes.map((note) => (
                  <p key={note.en}>{language === 'zh-CN' ? note.zh : note.en}</p>
                ))}
                <p>{t('search.noneHint')}</p>
              </EmptyState>
            ) : null}
          </div>
        </div>
      )}
    </Page>
  )
}

/** What words do to a photo: "this but green". */
function Change({ q, onChange }: { q: string; onChange: (words: string) => void }) {
  const { t } = useWords()
  return (
    <form
      className={classes.change}
      onSubmit={(event) => {
        event.preventDefault()
        onChange(String(new FormData(event.currentTarget).get('change') ?? '').trim())
      }}
    >
      <label>
        <span className="label">{t('search.change')}</span>
        <input key={q} name="change" type="text" defaultValue={q} maxLength={500} placeholder={t('search.changeExample')} autoComplete="off" />
      </label>
    </form>
  )
}

/** What was corrected, what is left out, what it may cost. */
function Understood({ answer }: { answer: SearchAnswer }) {
  const { t, format, language } = useWords()
  const { excluded, price } = answer.understood
  const said = answer.results.length > 0 ? answer.notes.map((note) => (language === 'zh-CN' ? note.zh : note.en)) : []
  if (excluded.length > 0) said.push(t('search.without', { words: format.list(excluded) }))
  if (price) {
    const ends = [price.least, price.most].map((end) => (end === null ? '' : format.number(end, 2)))
    said.push(t('search.price', { range: `${ends.join('–')} ${price.currency}`.trim() }))
  }
  if (said.length === 0) return null
  return (
    <ul className={classes.understood}>
      {said.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
