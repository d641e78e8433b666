/** Patterns: a wish in words, read into a spec that is locked and edited, drawn and draped while one writes; a tree of designs. */
import { Button, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { asApiError, type Design, type Programs, type Spec, useDesign, useKeepDesign, usePrograms, useSpec } from '@/api'
import { Loaded, Section, tell, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { CloseIcon } from '@/kit/Icon'
import { PageSkeleton } from '@/kit/Skeletons'
import { type Say, useWords } from '@/locale'
import { Fields } from './Fields'
import { FromPicture } from './FromPicture'
import { Made } from './Made'
import { Said } from './Said'
import { Tree } from './Tree'
import { addressOfWish, isChanged, NOTHING, wantedOf, wishOf, withLock, withValue } from './wish'
import classes from './Design.module.css'

const SETTLED_MS = 350
const GONE = 'MOD-2770'

export function Patterns() {
  const programs = usePrograms()
  const { query } = useAddress()
  const of = wishOf(query).of
  return (
    <Loaded query={programs} skeleton={<PageSkeleton />}>
      {(known) => (
        <>
          <Desk key={of} programs={known} />
          <Tree current={of} />
        </>
      )}
    </Loaded>
  )
}

function Desk({ programs }: { programs: Programs }) {
  const { query, change } = useAddress()
  const { t, language } = useWords()
  const [wish, setWish] = useState(() => wishOf(query))
  const [settled] = useDebouncedValue(wish, SETTLED_MS)
  // What was typed just before one goes on to another design must not call the address back.
  const gone = useRef(false)
  useEffect(() => {
    if (!gone.current) change(addressOfWish(settled))
  }, [settled, change])
  const goTo = (of: string) => {
    gone.current = of !== wish.of
    change(addressOfWish({ ...NOTHING, of }), { push: true })
  }
  const parent = useDesign(wish.of)
  const wanted = wantedOf(settled)
  const read = useSpec(wanted)
  const spec = wanted ? read.data : undefined
  const keep = useKeepDesign()
  const error = read.error ? asApiError(read.error) : null
  const leave = () => goTo('')
  const store = () => {
    const now = wantedOf(wish)
    if (!now) return
    keep.mutate(now, {
      onSuccess: ({ id }) => {
        tell.done(t('desk.kept'))
        goTo(id)
      },
    })
  }
  const keepBefore = async () => {
    const now = isChanged(wish) ? wantedOf(wish) : null
    return now ? (await keep.mutateAsync(now)).id : wish.of
  }
  if (parent.error && asApiError(parent.error).code === GONE) {
    return (
      <EmptyState eyebrow={wish.of} title={t('desk.gone')} action={{ label: t('desk.new'), onClick: leave }}>
        <p>{t('desk.goneHint')}</p>
      </EmptyState>
    )
  }
  const text = wish.text || (wish.of ? (parent.data?.text ?? '') : '')
  return (
    <div className={classes.desk}>
      <div className={classes.words}>
        {parent.data ? <From design={parent.data} onLeave={leave} t={t} /> : null}
        <Textarea
          label={t(wish.of ? 'desk.change' : 'desk.wish')}
          placeholder={t('desk.example')}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={2000}
          value={wish.text}
          onChange={(event) => setWish({ ...wish, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) store()
          }}
        />
        {spec && text ? <Said text={text} spec={spec} /> : null}
        {error ? <ErrorNote error={error} onRetry={() => void read.refetch()} compact /> : null}
        {keep.error ? <ErrorNote error={asApiError(keep.error)} compact /> : null}
        {spec ? <Remarks spec={spec} language={language} /> : null}
        <div className={classes.row}>
          <Button onClick={store} loading={keep.isPending} disabled={!spec || error !== null || !isChanged(wish)}>
            {t(wish.of ? 'desk.branch' : 'desk.keep')}
          </Button>
          {isChanged(wish) ? (
            <Button variant="subtle" onClick={() => setWish({ ...NOTHING, of: wish.of })}>
              {t(wish.of ? 'desk.asItWas' : 'desk.clear')}
            </Button>
          ) : null}
        </div>
        <FromPicture of={wish.of} programs={programs} onBefore={keepBefore} onRead={goTo} />
        {spec ? (
          <Section title={t('desk.spec')}>
            <Fields
              spec={spec}
              programs={programs}
              onValue={(name, value) => setWish((before) => withValue(before, name, value))}
              onLock={(name) => setWish((before) => withLock(before, name, spec))}
            />
          </Section>
        ) : null}
      </div>
      <div className={classes.made} data-waiting={read.isPlaceholderData}>
        {spec?.cut ? (
          <Made cut={spec.cut} design={isChanged(wish) ? '' : wish.of} name={text || spec.cut.program} />
        ) : wanted && !error ? (
          <PageSkeleton />
        ) : wanted ? null : (
          <First onTry={(example) => setWish({ ...wish, text: example })} t={t} />
        )}
      </div>
    </div>
  )
}

function From({ design, onLeave, t }: { design: Design; onLeave: () => void; t: Say }) {
  return (
    <p className={classes.from}>
      <span className="label">{t('desk.goesOn')}</span>
      <span dir="auto">{design.text || design.id.slice(0, 8)}</span>
      <Button size="compact-xs" variant="default" onClick={onLeave} leftSection={<CloseIcon size={12} aria-hidden />}>
        {t('desk.new')}
      </Button>
    </p>
  )
}

function Remarks({ spec, language }: { spec: Spec; language: string }) {
  const remarks = [...spec.contradictions, ...(spec.cut?.remarks ?? [])]
  if (remarks.length === 0) return null
  return (
    <ul className={classes.remarks} role="status">
      {remarks.map(({ en, zh }) => (
        <li key={en}>{language === 'zh-CN' ? zh : en}</li>
      ))}
    </ul>
  )
}

const EXAMPLES = ['first', 'second', 'third'] as const

function First({ onTry, t }: { onTry: (text: string) => void; t: Say }) {
  return (
    <EmptyState title={t('desk.empty.title')} steps={[t('desk.empty.one'), t('desk.empty.two'), t('desk.empty.three')]}>
      <p>{t('desk.empty.what')}</p>
      <div className={classes.examples} role="group" aria-label={t('desk.empty.try')}>
        {EXAMPLES.map((each) => (
          <Button key={each} size="compact-sm" variant="default" onClick={() => onTry(t(`desk.empty.example.${each}`))}>
            {t(`desk.empty.example.${each}`)}
          </Button>
        ))}
      </div>
    </EmptyState>
  )
}

