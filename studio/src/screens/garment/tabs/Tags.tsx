/** Tags: what models say the photos show, how sure they are, why; a person confirms or corrects. */
import { Autocomplete, Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type Garment, type Tag, useEdit, useTagNow, useTags } from '@/api'
import { inWords } from '@/house'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { CheckIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Guesses } from '@/screens/lookup/Guesses'
import { useTellOfEdit } from '@/screens/garments/Bulk'
import { Why } from './Why'
import classes from '../Garment.module.css'

export function Tags({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const { id, photos } = garment
  const tags = useTags(id)
  const ask = useTagNow(id)
  const error = tags.error ?? ask.error
  const items = tags.data?.items ?? []
  if (photos === 0) {
    return (
      <EmptyState title={t('garment.tagsTab.noPhoto')} action={{ label: t('garment.tabs.photos'), href: `/garments/${encodeURIComponent(id)}/photos` }}>
        <p>{t('garment.tagsTab.noPhotoHint')}</p>
      </EmptyState>
    )
  }
  if (tags.isPending) return <TableSkeleton rows={4} columns={2} />
  return (
    <div className={classes.tabBody}>
      {error ? <ErrorNote error={asApiError(error)} onRetry={() => (ask.error ? ask.mutate('') : void tags.refetch())} /> : null}
      {items.length === 0 ? (
        <EmptyState title={t('garment.tagsTab.none')} action={{ label: t(ask.isPending ? 'garment.tagsTab.asking' : 'garment.tagsTab.ask'), onClick: () => ask.mutate('') }}>
          <p>{t('garment.tagsTab.noneHint')}</p>
        </EmptyState>
      ) : (
        <>
          <Judge garment={garment} labels={[...new Set(items.flatMap(({ top }) => top.map(({ label }) => label)))]} />
          {items.map((tag) => (
            <Said key={`${tag.photo_id} ${tag.model}`} tag={tag} />
          ))}
          <div>
            <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate('')}>
              {t('garment.tagsTab.again')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

/** One model's answer for one photo. */
function Said({ tag }: { tag: Tag }) {
  const { t, format } = useWords()
  return (
    <section className={classes.said} aria-label={`${tag.model}@${tag.version}`}>
      <Guesses top={tag.top} />
      <p className="small quiet">
        <HowBadge how="predicted" /> {t('garment.tagsTab.by', { model: `${tag.model}@${tag.version}`, when: format.ago(tag.at) })}
        {tag.reviewed_at ? ` ${t('garment.tagsTab.reviewed', { when: format.ago(tag.reviewed_at) })}` : ''}
      </p>
      <Why tag={tag} />
    </section>
  )
}

/** A person's word: it is as the model says, or it is something else. */
function Judge({ garment, labels }: { garment: Garment; labels: readonly string[] }) {
  const { t } = useWords()
  const edit = useEdit()
  const tellOf = useTellOfEdit()
  const [other, setOther] = useState('')
  const choose = { ids: [garment.id] }
  const correct = (event: FormEvent) => {
    event.preventDefault()
    const category = other.trim()
    if (!category) return
    edit.mutate(
      { verb: 'set', choose, values: { category } },
      {
        onSuccess: (edited) => {
          setOther('')
          tellOf(edited, 'set', category)
        },
      },
    )
  }
  return (
    <div className={classes.judge}>
      <p role="status">{t(`kit.stateOf.${garment.state}`, { label: garment.tag?.label ?? '' })}</p>
      <div className={classes.actions}>
        {garment.tag && garment.state !== 'confirmed' ? (
          <Button
            loading={edit.isPending}
            leftSection={<CheckIcon size={16} aria-hidden />}
            onClick={() => edit.mutate({ verb: 'accept', choose }, { onSuccess: (edited) => tellOf(edited, 'accept') })}
          >
            {t('garments.confirm', { label: inWords('category', garment.tag.label, t) })}
          </Button>
        ) : null}
        <form className={classes.inline} onSubmit={correct}>
          <Autocomplete
            aria-label={t('garment.tagsTab.other')}
            placeholder={t('garment.tagsTab.other')}
            data={[...labels]}
            value={other}
            onChange={setOther}
            maxLength={120}
          />
          <Button type="submit" variant="default" disabled={other.trim() === '' || edit.isPending}>
            {t('garment.tagsTab.correct')}
          </Button>
        </form>
      </div>
    </div>
  )
}
