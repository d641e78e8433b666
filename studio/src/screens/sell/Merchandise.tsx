/** What the house wants shown: rules drafted on a board, seen beside the answer without them, then saved. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Customer, type Preview, type Rule, useRecentCustomers, useRulePreview, useRules } from '@/api'
import { Loaded, Section, useAddress } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { AddIcon, UndoIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { Stitch } from '@/kit/Stitch'
import { useWords } from '@/locale'
import { Board, type Weighing } from './Board'
import { pinned, pinOf, put, rulesOf, weighed, without } from './drafts'
import { Finder } from '@/screens/garments/Finder'
import { useKnown } from './known'
import { RuleForm } from './RuleForm'
import { RuleList } from './RuleList'
import { useCustomer } from './useCustomer'
import { useDrafts } from './useDrafts'
import { CustomerChoice, PlacementChoice } from './Who'
import classes from './Sell.module.css'

const SHOWN = 10
const FACTORS: Record<Weighing, number> = { boost: 2, bury: 0.5, exclude: 1 }

export function Merchandise() {
  const rules = useRules()
  const recent = useRecentCustomers()
  return (
    <Loaded query={rules} skeleton={<TableSkeleton columns={3} rows={6} />}>
      {({ items }) => (
        <Loaded query={recent} skeleton={<TableSkeleton columns={3} rows={6} />}>
          {({ items: customers }) => <Desk rules={items} recent={customers} />}
        </Loaded>
      )}
    </Loaded>
  )
}

function Desk({ rules, recent }: { rules: readonly Rule[]; recent: readonly Customer[] }) {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const { customer, choose } = useCustomer(recent)
  const placement = query.get('placement') ?? 'home'
  const { drafts, changes, canUndo, error, isSaving, set, undo, leave, save } = useDrafts(rules)
  const [form, setForm] = useState<{ key: string | null } | null>(null)
  const preview = useRulePreview({ customer, looked: [], placement, k: SHOWN }, rulesOf(drafts))
  const answers = preview.data ? [preview.data.before, preview.data.after] : []
  const known = useKnown(answers, [], drafts.map(({ rule }) => rule.garment))
  const placements = [...new Set(rules.map((rule) => rule.placement))].filter(Boolean)
  const pin = (garment: string, place: number) => set(pinned(drafts, garment, place, placement))
  const edited = drafts.find(({ key }) => key === form?.key)
  return (
    <>
      <div className={classes.asked}>
        <CustomerChoice recent={recent} value={customer} onChange={choose} />
        <PlacementChoice value={placement} more={placements} onChange={(next) => change({ placement: next === 'home' ? null : next })} />
      </div>
      <div className={classes.room}>
        <div className={classes.desk}>
          <Section title={t('sell.board.title')}>
            <p className={classes.hint}>{t('sell.board.hint')}</p>
            {preview.error ? <ErrorNote error={asApiError(preview.error)} onRetry={() => void preview.refetch()} /> : null}
            {preview.data ? (
              preview.data.before.results.length + preview.data.after.results.length > 0 ? (
                <Board
                  preview={preview.data}
                  known={known}
                  placeOf={(garment) => pinOf(drafts, garment, placement)?.rule.place}
                  onPin={pin}
                  onUnpin={(garment) => {
                    const there = pinOf(drafts, garment, placement)
                    if (there) set(without(drafts, there.key))
                  }}
                  onWeigh={(garment, verb) => set(weighed(drafts, garment, { verb, factor: FACTORS[verb] }, placement))}
                  isBusy={preview.isPlaceholderData}
                />
              ) : (
                <EmptyState title={t('sell.answer.none')} action={{ label: t('sell.answer.toGarments'), href: '/garments' }}>
                  <p>{t('sell.answer.noneHint')}</p>
                </EmptyState>
              )
            ) : preview.error ? null : (
              <TableSkeleton columns={2} rows={SHOWN} />
            )}
            <div className={classes.finder}>
              <Finder label={t('sell.board.find')} description={t('sell.board.findHint')} onTake={({ id }) => pin(id, 1)} />
            </div>
          </Section>
          <Section
            title={t('sell.rules.title')}
            actions={
              <Button size="compact-sm" variant="default" leftSection={<AddIcon size={15} aria-hidden />} onClick={() => setForm({ key: null })}>
                {t('sell.rules.add')}
              </Button>
            }
          >
            {drafts.length > 0 ? (
              <RuleList
                drafts={drafts}
                known={known}
                idle={idleIn(drafts, preview.isPlaceholderData ? undefined : preview.data, placement)}
                onEdit={(key) => setForm({ key })}
                onRemove={(key) => set(without(drafts, key))}
                onRestore={(key) => {
                  const there = drafts.find((each) => each.key === key)
                  if (there) set(put(drafts, there.rule, key))
                }}
              />
            ) : (
              <>
                <p>{t('sell.rules.none')}</p>
                <p className="quiet">{t('sell.rules.noneHint')}</p>
              </>
            )}
          </Section>
        </div>
      </div>
      {changes > 0 || canUndo ? (
        <div className={classes.save} role="group" aria-label={t('sell.rules.draft')}>
          <Stitch tone="accent" />
          <p role="status">{t('sell.rules.unsaved', { count: changes, number: format.number(changes) })}</p>
          <div className={classes.buttons}>
            <Button size="compact-md" loading={isSaving} disabled={changes === 0} onClick={save}>
              {t('sell.rules.save')}
            </Button>
            <Button size="compact-md" variant="default" leftSection={<UndoIcon size={15} aria-hidden />} disabled={!canUndo} onClick={undo}>
              {t('kit.undo')}
            </Button>
            <Button size="compact-md" variant="subtle" onClick={leave}>
              {t('sell.rules.discard')}
            </Button>
          </div>
          {error ? <ErrorNote error={asApiError(error)} compact /> : null}
        </div>
      ) : null}
      {form ? (
        <RuleForm
          key={form.key ?? 'new'}
          rule={edited?.rule ?? null}
          placements={placements}
          onTake={(rule) => {
            set(put(drafts, rule, edited?.key ?? null))
            setForm(null)
          }}
          onClose={() => setForm(null)}
        />
      ) : null}
    </>
  )
}

/** Pins that hold there and yet do not stand: the customer knows the garment, or cannot have it. */
function idleIn(drafts: Parameters<typeof pinOf>[0], preview: Preview | undefined, placement: string): ReadonlySet<string> {
  if (!preview) return new Set()
  const standing = new Set(preview.after.results.map(({ garment }) => garment))
  const now = new Date().toISOString()
  return new Set(
    drafts
      .filter(({ rule, isRemoved }) => !isRemoved && rule.verb === 'pin' && rule.place <= SHOWN && ['', placement].includes(rule.placement))
      .filter(({ rule }) => !standing.has(rule.garment) && !(rule.ends && rule.ends < now) && !(rule.starts && rule.starts > now))
      .map(({ key }) => key),
  )
}
