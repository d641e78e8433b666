/** A supplier's signed statement of a garment, laid down to be taken in; those that were are listed and taken back. */
import { Button } from '@mantine/core'
import { asApiError, useStatements, useTakeStatement, useWithdrawStatement } from '@/api'
import { tell } from '@/app'
import { DropZone } from '@/kit/DropZone'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import classes from './Passports.module.css'

const STATEMENTS = { accept: ['application/json', '.json'], mostBytes: 256_000, mostFiles: 1 }

export function Statements({ garment }: { garment: string }) {
  const { t, format } = useWords()
  const take = useTakeStatement()
  const back = useWithdrawStatement()
  const kept = useStatements(garment).data?.items.filter(({ withdrawn_at: gone }) => !gone) ?? []
  const start = ([file]: File[]) => file && take.mutate({ garment, file }, { onSuccess: ({ fields, name }) => tell.done(t('trace.passport.statement.taken', { count: fields.length, number: format.number(fields.length), name })) })
  const refused = Object.entries(take.data?.refused ?? {})
  return (
    <div>
      <ul className={classes.suspectList}>
        {kept.map(({ sha256, name, valid_until: until, is_private: isPrivate }) => (
          <li key={sha256}>
            <b>{name}</b>{' '}
            <span className="quiet small">
              {[until ? t('trace.passport.statement.until', { at: format.date(until) }) : '', isPrivate ? t('trace.passport.statement.private') : ''].filter(Boolean).join(', ')}
            </span>{' '}
            <Button variant="subtle" size="compact-sm" loading={back.isPending} aria-label={t('trace.passport.statement.withdrawOf', { name })} onClick={() => back.mutate({ sha256, garment })}>
              {t('trace.passport.statement.withdraw')}
            </Button>
          </li>
        ))}
      </ul>
      {back.error ? <ErrorNote error={asApiError(back.error)} compact /> : null}
      <DropZone label={t('trace.passport.statement.drop')} hint={t('trace.passport.statement.hint')} limits={STATEMENTS} busy={take.isPending} onFiles={start} compact />
      {take.error ? <ErrorNote error={asApiError(take.error)} compact /> : null}
      {refused.length > 0 ? (
        <ul className="quiet small" aria-label={t('trace.passport.statement.refused')}>
          {refused.map(([field, reason]) => (
            <li key={field}>
              <bdi>{field}</bdi>: {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
