/** What the tagger is not sure of, one field of one garment at a time: a person's answer is an edit, and teaches it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import { photoAt, type UnsureTag, useUnsureTags, useEdit, useUndo } from '@/api'
import { Loaded, tell } from '@/app'
import { inWords, isSort, said } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { Picture } from '@/kit/Picture'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Key, knows, type Say, useWords } from '@/locale'
import classes from './Data.module.css'

const SHOWN = 3

export function Review() {
  const { t, format } = useWords()
  const unsure = useUnsureTags()
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set())
  return (
    <Loaded query={unsure} skeleton={<TableSkeleton columns={2} rows={4} />}>
      {({ items }) => {
        const left = items.filter((each) => !skipped.has(keyed(each)))
        return left.length === 0 ? (
          <EmptyState title={t('data.review.none')} action={{ label: t('data.tab.import'), href: '/data/import' }}>
            <p>{t('data.review.noneHint')}</p>
          </EmptyState>
        ) : (
          <>
            <p className="quiet" role="status">
              {t('data.review.left', { count: left.length, number: format.number(left.length) })}
            </p>
            <ul className={classes.questions}>
              {left.map((each) => (
                <Asked key={keyed(each)} tag={each} onSkip={() => setSkipped(new Set([...skipped, keyed(each)]))} />
              ))}
            </ul>
          </>
        )
      }}
    </Loaded>
  )
}

function Asked({ tag, onSkip }: { tag: UnsureTag; onSkip: () => void }) {
  const { t, format, language } = useWords()
  const edit = useEdit()
  const undo = useUndo()
  const { garment, field, top } = tag
  const name = said(garment, 'name', language)
  const what = fieldInWords(field, t)
  const answer = (value: string) =>
    edit.mutate(
      { verb: 'set', choose: { ids: [garment.id] }, values: field === 'category' ? { category: value } : { attributes: { [field]: value } } },
      {
        onSuccess: ({ change }) => {
          onSkip()
          if (!change) return
          tell.undo(t('data.review.done', { name, field: what, value: valueInWords(field, value, t) }), t('kit.undo'), () =>
            undo.mutate(change.id, { onSuccess: () => tell.done(t('data.review.undone')) }),
          )
        },
      },
    )
  return (
    <li className={classes.question}>
      <Link to={`/garments/${encodeURIComponent(garment.id)}`} aria-label={name}>
        <Picture src={photoAt(tag.photo_url, 240)} alt="" ratio={1} />
      </Link>
      <div role="group" aria-label={`${name}, ${what}`}>
        <p>
          <bdi>{name}</bdi>
        </p>
        <h2 className={classes.asks}>{t('data.review.which', { field: what })}</h2>
        <div className={classes.buttons}>
          {top.slice(0, SHOWN).map(({ value, confidence }) => (
            <Button
              key={value}
              size="compact-md"
              variant="default"
              loading={edit.isPending}
              aria-label={t('data.review.is', { field: what, value: valueInWords(field, value, t), share: format.percent(confidence, 0) })}
              onClick={() => answer(value)}
            >
              {valueInWords(field, value, t)} · {format.percent(confidence, 0)}
            </Button>
          ))}
          <Button size="compact-md" variant="subtle" onClick={onSkip}>
            {t('data.review.skip')}
          </Button>
        </div>
      </div>
    </li>
  )
}

const keyed = ({ garment, field }: UnsureTag) => `${garment.id} ${field}`

function fieldInWords(field: string, t: Say): string {
  const key = `data.review.fields.${field}`
  return knows(key) ? t(key as Key) : field
}

function valueInWords(field: string, value: string, t: Say): string {
  if (isSort(field)) return inWords(field, value, t)
  const key = `fit.choice.${value}`
  return knows(key) ? t(key as Key) : value
}
