/** What somebody would be shown: a customer, a new visitor who looks at garments here, or an answer that was given. */
import { Button, SegmentedControl, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { asApiError, type Garment, type Recommendation, useCustomerHistory, useGarmentsById, useGivenAnswer, useRecentCustomers, useRecommendation } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { UndoIcon } from '@/kit/Icon'
import { CardsSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { folded } from './acts'
import { Answer } from './Answer'
import { Finder } from '@/screens/garments/Finder'
import { useKnown } from './known'
import { State } from './State'
import { Strip } from './Strip'
import { CustomerChoice, PlacementChoice } from './Who'
import { useCustomer } from './useCustomer'
import { Why } from './Why'
import { worded } from './words'
import classes from './Sell.module.css'

const SHOWN = 12
const WHO = ['customer', 'visitor', 'answer'] as const
type Who = (typeof WHO)[number]

export function Recommend() {
  const { t } = useWords()
  const { query, change } = useAddress()
  const who = WHO.find((each) => each === query.get('as')) ?? 'customer'
  const choose = (as: Who) => change({ as: as === 'customer' ? null : as, why: null }, { push: true })
  return (
    <>
      <SegmentedControl
        aria-label={t('sell.who.title')}
        value={who}
        onChange={(value) => choose(value as Who)}
        data={WHO.map((each) => ({ value: each, label: t(`sell.who.as.${each}`) }))}
        className={classes.who!}
      />
      {who === 'customer' ? <ForCustomer onVisitor={() => choose('visitor')} /> : who === 'visitor' ? <ForVisitor /> : <Given />}
      <State />
    </>
  )
}

function ForCustomer({ onVisitor }: { onVisitor: () => void }) {
  const { t } = useWords()
  const { query, change } = useAddress()
  const recent = useRecentCustomers()
  const { customer, choose } = useCustomer(recent.data?.items ?? [])
  const placement = query.get('placement') ?? 'home'
  const answer = useRecommendation(customer ? { customer, looked: [], placement, k: SHOWN } : null)
  // The answer knows whose it is: what was typed may be the shop's own id.
  const history = useCustomerHistory(answer.isPlaceholderData ? '' : (answer.data?.customer ?? ''))
  const acts = history.data ?? []
  return (
    <Loaded query={recent} skeleton={<CardsSkeleton count={6} />}>
      {({ items }) =>
        items.length === 0 && !customer ? (
          <EmptyState
            title={t('sell.none.title')}
            steps={[t('sell.none.first'), t('sell.none.second'), t('sell.none.third')]}
            action={{ label: t('sell.none.visitor'), onClick: onVisitor }}
            secondary={{ label: t('sell.none.import'), href: '/data/import' }}
          >
            <p>{t('sell.none.what')}</p>
          </EmptyState>
        ) : (
          <>
            <div className={classes.asked}>
              <CustomerChoice recent={items} value={customer} onChange={choose} />
              <PlacementChoice value={placement} onChange={(next) => change({ placement: next === 'home' ? null : next })} />
            </div>
            {answer.error && !answer.data ? null : (
              <Section title={t('sell.history.title')}>
                <Loaded query={history} skeleton={<CardsSkeleton count={6} />}>
                  {(all) => (all.length > 0 ? <Strip acts={folded(all)} label={t('sell.history.title')} /> : <p className="quiet">{t('sell.history.none')}</p>)}
                </Loaded>
              </Section>
            )}
            <Shown answer={answer} title={t('sell.answer.customer')} known={acts.map(({ shown }) => shown)} />
          </>
        )
      }
    </Loaded>
  )
}

/** Nobody yet: whatever is clicked here changes the row at once, and is kept in the address alone. */
function ForVisitor() {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const looked = query.getAll('looked')
  const placement = query.get('placement') ?? 'home'
  const answer = useRecommendation({ customer: '', looked, placement, k: SHOWN })
  const garments = useGarmentsById([...new Set(looked)])
  const known = new Map(garments.map((garment) => [garment.id, garment]))
  const look = (id: string) => change({ looked: [...looked, id], why: null }, { push: true })
  return (
    <>
      <div className={classes.asked}>
        <Finder label={t('sell.visitor.find')} description={t('sell.visitor.findHint')} onTake={({ id }) => look(id)} />
        <PlacementChoice value={placement} onChange={(next) => change({ placement: next === 'home' ? null : next })} />
      </div>
      <Section
        title={t('sell.visitor.title')}
        actions={
          looked.length > 0 ? (
            <div className={classes.buttons}>
              <Button size="compact-sm" variant="default" leftSection={<UndoIcon size={15} aria-hidden />} onClick={() => change({ looked: looked.slice(0, -1) })}>
                {t('sell.visitor.back')}
              </Button>
              <Button size="compact-sm" variant="subtle" onClick={() => change({ looked: null })}>
                {t('sell.visitor.anew')}
              </Button>
            </div>
          ) : undefined
        }
      >
        {looked.length > 0 ? (
          <Strip
            label={t('sell.visitor.title')}
            acts={looked.map((id, place) => ({ garment: id, shown: known.get(id) ?? null, kind: 'view_item', at: '', count: 1, key: `${place} ${id}` })).reverse()}
          />
        ) : (
          <p className="quiet">{t('sell.visitor.none')}</p>
        )}
        <p className="unseen" role="status">
          {t('sell.visitor.said', { count: looked.length, number: format.number(looked.length) })}
        </p>
      </Section>
      <Shown answer={answer} title={t('sell.answer.visitor')} known={garments} onLook={look} />
    </>
  )
}

/** An answer that somebody was given, by its id: what support asks when a customer asks why. */
function Given() {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const id = query.get('answer') ?? ''
  const given = useGivenAnswer(id)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change({ answer: String(new FormData(event.currentTarget).get('answer') ?? '').trim(), why: null }, { push: true })
  }
  return (
    <>
      <form className={classes.asked} onSubmit={submit}>
        <TextInput key={id} name="answer" className={classes.customer!} label={t('sell.given.id')} description={t('sell.given.idHint')} defaultValue={id} maxLength={60} autoComplete="off" />
        <Button type="submit">{t('sell.given.find')}</Button>
      </form>
      {id === '' ? (
        <EmptyState title={t('sell.given.title')} steps={[t('sell.given.first'), t('sell.given.second')]}>
          <p>{t('sell.given.what')}</p>
        </EmptyState>
      ) : (
        <Shown
          answer={given}
          title={given.data ? t('sell.given.was', { when: format.dateTime(given.data.at), where: worded('placement', given.data.placement, t) }) : t('sell.given.title')}
          known={[]}
        />
      )}
    </>
  )
}

interface Asked {
  data: Recommendation | undefined
  error: unknown
  isFetching: boolean
  isPlaceholderData: boolean
  refetch: () => unknown
}

interface ShownProps {
  answer: Asked
  title: string
  known: readonly (Garment | null)[]
  onLook?: (garment: string) => void
}

function Shown({ answer, title, known: here, onLook }: ShownProps) {
  const { t, language } = useWords()
  const { query, change } = useAddress()
  const known = useKnown([answer.data], here)
  const wanted = query.get('why')
  const open = answer.data?.results.find(({ garment }) => garment === wanted)
  return (
    <Section title={title}>
      {answer.error ? <ErrorNote error={asApiError(answer.error)} onRetry={() => void answer.refetch()} /> : null}
      {answer.data === undefined && !answer.error ? <CardsSkeleton count={SHOWN} ratio={0.75} /> : null}
      {answer.data ? (
        <div aria-busy={answer.isPlaceholderData}>
          {answer.data.notes.map((note) => (
            <p key={note.en} className={classes.note}>
              {language === 'zh-CN' ? note.zh : note.en}
            </p>
          ))}
          {answer.data.results.length > 0 ? (
            <Answer answer={answer.data} known={known} onWhy={(garment) => change({ why: garment })} onLook={onLook} />
          ) : (
            <EmptyState title={t('sell.answer.none')} action={{ label: t('sell.answer.toGarments'), href: '/garments' }}>
              <p>{t('sell.answer.noneHint')}</p>
            </EmptyState>
          )}
        </div>
      ) : null}
      {open && answer.data ? <Why key={open.garment} answer={answer.data} recommended={open} known={known} onClose={() => change({ why: null })} /> : null}
    </Section>
  )
}
