/** The rules as they would be: what each does, where, until when, and whether that is saved yet. */
import { ActionIcon, Button } from '@mantine/core'
import type { Garment } from '@/api'
import { DeleteIcon, EditIcon, UndoIcon } from '@/kit/Icon'
import { type Format, type Say, useWords } from '@/locale'
import { type Drafted, type Drafts, isChanged } from './drafts'
import { nameOf, ruleWords, worded } from './words'
import classes from './Sell.module.css'

export interface RuleListProps {
  drafts: Drafts
  known: ReadonlyMap<string, Garment>
  /** Pins that this customer would not be shown, by their keys. */
  idle: ReadonlySet<string>
  onEdit: (key: string) => void
  onRemove: (key: string) => void
  onRestore: (key: string) => void
}

export function RuleList({ drafts, known, idle, onEdit, onRemove, onRestore }: RuleListProps) {
  const { t, format, language } = useWords()
  return (
    <ul className={classes.rules}>
      {drafts.map((each) => {
        const words = ruleWords(each.rule, nameOf(known, language), t, format)
        return (
          <li key={each.key} data-changed={isChanged(each)} data-removed={each.isRemoved}>
            <div>
              <p className={classes.ruleWords} dir="auto">
                {words}
              </p>
              <p className="quiet small">{scopeWords(each, t, format).join(' · ')}</p>
              {each.rule.note ? (
                <p className="quiet small" dir="auto">
                  {each.rule.note}
                </p>
              ) : null}
              {isChanged(each) ? <p className={classes.unsaved}>{t(each.isRemoved ? 'sell.rules.goes' : each.kept ? 'sell.rules.changed' : 'sell.rules.new')}</p> : null}
              {idle.has(each.key) ? <p className={classes.idle}>{t('sell.rules.idle')}</p> : null}
            </div>
            {each.isRemoved ? (
              <Button size="compact-sm" variant="subtle" leftSection={<UndoIcon size={15} aria-hidden />} onClick={() => onRestore(each.key)}>
                {t('sell.rules.keep')}
              </Button>
            ) : (
              <div className={classes.ruleDo}>
                <ActionIcon variant="subtle" aria-label={t('sell.rules.edit', { rule: words })} title={t('garment.edit')} onClick={() => onEdit(each.key)}>
                  <EditIcon size={17} aria-hidden />
                </ActionIcon>
                <ActionIcon variant="subtle" aria-label={t('sell.rules.remove', { rule: words })} title={t('sell.rules.removeShort')} onClick={() => onRemove(each.key)}>
                  <DeleteIcon size={17} aria-hidden />
                </ActionIcon>
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function scopeWords({ rule, kept }: Drafted, t: Say, format: Format): string[] {
  const state = kept && kept.state !== 'holds' ? [t(`sell.rules.state.${kept.state}`)] : []
  return [
    ...state,
    rule.placement ? worded('placement', rule.placement, t) : t('sell.rules.everywhere'),
    ...(rule.starts ? [t('sell.rules.from', { when: format.date(rule.starts) })] : []),
    rule.ends ? t('sell.rules.until', { when: format.date(rule.ends) }) : t('sell.rules.forever'),
    ...(kept && rule.verb !== 'pin' ? [t('sell.rules.covers', { count: kept.covers, number: format.number(kept.covers) })] : []),
  ]
}
