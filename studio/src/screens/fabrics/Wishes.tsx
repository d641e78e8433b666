/** What a segment's reviews ask of cloth, with their own sentences; its proposals become objectives of a search. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Wishes as WishesTold, useFabricWishes } from '@/api'
import { ANY, DropZone } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { nameOf, ofWords } from './numbers'
import classes from './Fabrics.module.css'

const FILES = { accept: [ANY], mostFiles: 1, mostBytes: 64_000_000 }
const SHOWN = 8

export function Wishes({ onTake, taken }: { onTake: (proposals: WishesTold['proposals']) => void; taken: (of: string) => boolean }) {
  const { t, language, format } = useWords()
  const [segment, setSegment] = useState('age<35')
  const [file, setFile] = useState<File>()
  const read = useFabricWishes()
  const told = read.data
  const fit = told?.proposals.filter(({ of }) => taken(of)) ?? []
  const percent = (share: number) => `${format.number(100 * share, 1)}%`
  return (
    <details className={`${classes.whole} ${classes.wishes}`}>
      <summary>{t('fabric.wish.title')}</summary>
      <p className="quiet small">{t('fabric.wish.what')}</p>
      <DropZone label={file ? file.name : t('fabric.wish.drop')} hint={t('fabric.wish.hint')} limits={FILES} onFiles={([dropped]) => setFile(dropped)} />
      <div className={classes.row}>
        <TextInput label={t('fabric.wish.segment')} description={t('fabric.wish.segmentHint')} maxLength={200} value={segment} onChange={(event) => setSegment(event.currentTarget.value)} />
        <Button variant="default" loading={read.isPending} disabled={!file || segment.trim().length < 3} onClick={() => file && read.mutate({ file, segment })}>
          {t('fabric.wish.read')}
        </Button>
      </div>
      {read.error ? <ErrorNote error={asApiError(read.error)} compact /> : null}
      {told ? (
        <>
          <p role="status">{t('fabric.wish.told', { reviews: format.number(told.reviews), others: format.number(told.reviews_others) })}</p>
          {told.proposals.map((each) => (
            <section key={`${each.of} ${each.want}`}>
              <h3>{t(`fabric.search.want.${each.want as 'least'}`, { of: ofWords(each.of, t) })}</h3>
              <p className="quiet small">{t('fabric.wish.weight', { share: percent(each.weight) })}</p>
              {told.aspects.filter(({ name }) => each.aspects.includes(name)).map((aspect) => (
                <div key={aspect.name}>
                  <p>{t('fabric.wish.aspect', { said: nameOf(aspect, language), rate: percent(aspect.rate), others: percent(aspect.rate_others), count: aspect.count })}</p>
                  {aspect.quotes.slice(0, SHOWN).map((quote) => (
                    <blockquote key={quote.row} lang="en" className="small">
                      “{quote.text}” <span className="quiet">{t('fabric.wish.row', { row: quote.row, stars: quote.rating ?? '–' })}</span>
                    </blockquote>
                  ))}
                </div>
              ))}
            </section>
          ))}
          {told.unanswered.length > 0 ? <p className="quiet small">{t('fabric.wish.unanswered', { what: told.unanswered.map((each) => nameOf(each, language)).join(language === 'zh-CN' ? '、' : ', ') })}</p> : null}
          <Button variant="default" disabled={fit.length === 0} onClick={() => onTake(fit)}>
            {t(fit.length === 0 ? 'fabric.wish.none' : 'fabric.wish.take', { count: fit.length })}
          </Button>
        </>
      ) : null}
    </details>
  )
}
