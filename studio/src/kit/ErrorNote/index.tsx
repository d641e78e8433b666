/** An error as it deserves: what happened, the value, what to do, its number, and a button that copies it all. */
import { ActionIcon, Button } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '@/locale'
import { CheckIcon, CopyIcon } from '@/kit/Icon'
import classes from './ErrorNote.module.css'

/** What is shown; an ApiError is one. */
export interface Told {
  code: string
  title: string
  detail: string
  remedy: string
  flaws?: readonly { where: string; message: string }[]
  requestId?: string
}

export interface ErrorNoteProps {
  error: Told
  onRetry?: () => void
  /** Only the essence, for a toast or a cell. */
  compact?: boolean
}

export function ErrorNote({ error, onRetry, compact = false }: ErrorNoteProps) {
  const { t } = useWords()
  // For what no server could say, the words are ours.
  const isAway = error.code === 'MOD-AWAY'
  const title = isAway ? t('kit.error.awayTitle') : error.title || t('kit.error.title')
  const detail = isAway ? t('kit.error.awayDetail') : error.detail
  const remedy = isAway ? t('kit.error.awayRemedy') : error.remedy
  return (
    <div className={classes.note} role="alert" data-compact={compact}>
      <p className={classes.title}>{title}</p>
      {detail ? (
        <p className={classes.detail} dir="auto">
          {detail}
        </p>
      ) : null}
      {!compact && error.flaws && error.flaws.length > 0 ? (
        <ul className={classes.flaws}>
          {error.flaws.map((flaw, index) => (
            <li key={index}>
              <code>{flaw.where}</code> {flaw.message}
            </li>
          ))}
        </ul>
      ) : null}
      {remedy ? (
        <p className={classes.remedy}>
          <span className="label">{t('kit.error.remedy')}</span>
          <span dir="auto">{remedy}</span>
        </p>
      ) : null}
      <div className={classes.foot}>
        {onRetry ? (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('kit.error.retry')}
          </Button>
        ) : null}
        <code className={classes.code}>{error.code}</code>
        <CopyButton
          text={[title, detail, remedy, error.code, error.requestId].filter(Boolean).join('\n')}
          label={t('kit.error.copy')}
        />
      </div>
    </div>
  )
}

/** Copies a text and says that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } catch {
      // Without a secure context there is no clipboard; the text can still be selected.
    }
  }
  return (
    <>
      <ActionIcon variant="subtle" size="md" aria-label={label} title={label} onClick={copy}>
        {copied ? <CheckIcon size={16} aria-hidden /> : <CopyIcon size={16} aria-hidden />}
      </ActionIcon>
      <span className="unseen" aria-live="polite">
        {copied ? t('kit.error.copied') : ''}
      </span>
    </>
  )
}
