/** One rule in words and numbers: what it does, to what, where and until when. */
import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type RuleDraft, useFacets } from '@/api'
import { inWords } from '@/house'
import { SidePanel } from '@/kit/SidePanel'
import { useWords } from '@/locale'
import { EMPTY, LAST_PLACE } from './drafts'
import { Finder } from '@/screens/garments/Finder'
import { PLACEMENTS, worded } from './words'
import classes from './Sell.module.css'

const VERBS = ['pin', 'boost', 'bury', 'exclude', 'cap'] as const
const AUDIENCES = ['', 'new', 'returning'] as const
const USUAL = { pin: 1, boost: 2, bury: 0.5, exclude: 1, cap: 1 } as const

export interface RuleFormProps {
  rule: RuleDraft | null
  placements: readonly string[]
  onTake: (rule: RuleDraft) => void
  onClose: () => void
}

export function RuleForm({ rule, placements, onTake, onClose }: RuleFormProps) {
  const { t } = useWords()
  const [draft, setDraft] = useState<RuleDraft>(rule ?? { ...EMPTY, verb: 'boost', factor: USUAL.boost })
  const [isOne, setOne] = useState(draft.garment !== '')
  const facets = useFacets({ filters: {}, q: '' })
  const put = (changes: Partial<RuleDraft>) => setDraft({ ...draft, ...changes })
  const oneOnly = draft.verb === 'pin'
  const groupOnly = draft.verb === 'cap'
  const ofOne = oneOnly || (isOne && !groupOnly)
  const flaw = flawOf(draft, ofOne)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!flaw) onTake(ofOne ? { ...draft, brand: '', category: '', attribute: '' } : { ...draft, garment: '' })
  }
  const options = (name: 'category' | 'brand') => Object.keys(facets.data?.facets[name] ?? {}).filter(Boolean).map((value) => ({ value, label: inWords(name, value, t) }))
  const places = [...new Set([...PLACEMENTS, ...placements, draft.placement])].filter(Boolean)
  return (
    <SidePanel title={t(rule ? 'sell.form.change' : 'sell.form.new')} eyebrow={t('sell.rules.title')} onClose={onClose}>
      <form className={classes.form} onSubmit={submit}>
        <Select
          label={t('sell.form.verb')}
          description={t(`sell.form.meaning.${draft.verb}`)}
          allowDeselect={false}
          value={draft.verb}
          data={VERBS.map((verb) => ({ value: verb, label: t(`sell.verb.${verb}`) }))}
          onChange={(verb) => verb && put({ verb: verb as RuleDraft['verb'], factor: USUAL[verb as RuleDraft['verb']], most: verb === 'cap' ? 2 : 0, place: 1 })}
        />
        {oneOnly || groupOnly ? null : (
          <SegmentedControl
            aria-label={t('sell.form.what')}
            value={ofOne ? 'one' : 'group'}
            onChange={(value) => setOne(value === 'one')}
            data={[
              { value: 'group', label: t('sell.form.group') },
              { value: 'one', label: t('sell.form.one') },
            ]}
          />
        )}
        {ofOne ? (
          <Finder label={t('sell.form.garment')} value={draft.garment} onTake={({ id }) => put({ garment: id })} />
        ) : (
          <>
            <Select label={t('garment.category')} clearable value={draft.category || null} data={options('category')} onChange={(category) => put({ category: category ?? '' })} />
            <Select
              label={t('garment.brand')}
              clearable
              value={draft.brand || null}
              data={[...(groupOnly ? [{ value: '*', label: t('sell.rule.eachBrand') }] : []), ...options('brand')]}
              onChange={(brand) => put({ brand: brand ?? '' })}
            />
            <TextInput label={t('sell.form.attribute')} description={t('sell.form.attributeHint')} value={draft.attribute} maxLength={200} autoComplete="off" onChange={({ currentTarget }) => put({ attribute: currentTarget.value.trim() })} />
          </>
        )}
        {draft.verb === 'pin' ? <NumberInput label={t('sell.form.place')} min={1} max={LAST_PLACE} allowDecimal={false} value={draft.place} onChange={(place) => put({ place: Number(place) || 1 })} /> : null}
        {draft.verb === 'boost' ? <NumberInput label={t('sell.form.factor')} min={1.05} max={10} step={0.25} decimalScale={2} value={draft.factor} onChange={(factor) => put({ factor: Number(factor) })} /> : null}
        {draft.verb === 'bury' ? <NumberInput label={t('sell.form.factor')} min={0} max={0.95} step={0.1} decimalScale={2} value={draft.factor} onChange={(factor) => put({ factor: Number(factor) })} /> : null}
        {draft.verb === 'cap' ? <NumberInput label={t('sell.form.most')} min={1} max={100} allowDecimal={false} value={draft.most} onChange={(most) => put({ most: Number(most) || 1 })} /> : null}
        <Select
          label={t('sell.who.placement')}
          allowDeselect={false}
          value={draft.placement}
          data={[{ value: '', label: t('sell.rules.everywhere') }, ...places.map((each) => ({ value: each, label: worded('placement', each, t) }))]}
          onChange={(placement) => put({ placement: placement ?? '' })}
        />
        <div className={classes.twoUp}>
          <Select
            label={t('sell.form.audience')}
            allowDeselect={false}
            value={draft.audience}
            data={AUDIENCES.map((each) => ({ value: each, label: t(`sell.audience.${each || 'all'}`) }))}
            onChange={(audience) => put({ audience: (audience ?? '') as RuleDraft['audience'] })}
          />
          <TextInput label={t('sell.form.taste')} description={t('sell.form.tasteHint')} inputWrapperOrder={['label', 'input', 'description']} value={draft.taste} maxLength={200} autoComplete="off" onChange={({ currentTarget }) => put({ taste: currentTarget.value.trim() })} />
        </div>
        {draft.taste ? <NumberInput label={t('sell.form.share')} min={1} max={100} suffix=" %" allowDecimal={false} value={Math.round(draft.share * 100)} onChange={(share) => put({ share: Math.min(100, Math.max(1, Number(share) || 1)) / 100 })} /> : null}
        <div className={classes.twoUp}>
          <TextInput type="date" label={t('sell.form.starts')} value={dayOf(draft.starts)} onChange={({ currentTarget }) => put({ starts: momentOf(currentTarget.value, 'start') })} />
          <TextInput type="date" label={t('sell.form.ends')} description={t('sell.form.endsHint')} inputWrapperOrder={['label', 'input', 'description']} value={dayOf(draft.ends)} onChange={({ currentTarget }) => put({ ends: momentOf(currentTarget.value, 'end') })} />
        </div>
        <TextInput label={t('sell.form.note')} value={draft.note} maxLength={200} autoComplete="off" onChange={({ currentTarget }) => put({ note: currentTarget.value })} />
        {flaw ? (
          <p className={classes.flaw} role="status">
            {t(`sell.form.flaw.${flaw}`)}
          </p>
        ) : null}
        <div className={classes.buttons}>
          <Button type="submit" disabled={flaw !== null}>
            {t('sell.form.take')}
          </Button>
          <Button variant="subtle" onClick={onClose}>
            {t('garment.cancel')}
          </Button>
        </div>
      </form>
    </SidePanel>
  )
}

/** What keeps a rule from saying something; null where it does. */
export function flawOf(rule: RuleDraft, ofOne: boolean): 'nothing' | 'attribute' | 'taste' | 'factor' | 'ends' | null {
  if (ofOne ? !rule.garment : !(rule.category || rule.brand || rule.attribute)) return 'nothing'
  if (!ofOne && rule.attribute && !/^[^=]+=.+$/.test(rule.attribute)) return 'attribute'
  if (rule.taste && !/^[^=]+=.+$/.test(rule.taste)) return 'taste'
  if (rule.verb === 'boost' ? !(rule.factor > 1) : rule.verb === 'bury' && !(rule.factor < 1)) return 'factor'
  return rule.starts && rule.ends && rule.ends <= rule.starts ? 'ends' : null
}

/** The day of a moment here, as a date field writes it. */
export function dayOf(at: string | null | undefined): string {
  if (!at) return ''
  const day = new Date(at)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

/** The first or the last moment of a day here. */
export function momentOf(day: string, end: 'start' | 'end'): string | null {
  if (!day) return null
  return new Date(`${day}T${end === 'start' ? '00:00:00.000' : '23:59:59.000'}`).toISOString()
}
