/** What needs a person today: how many, of what, and the way to it; one's own first. */
import { Button } from '@mantine/core'
import { Link } from 'react-router'
import { type Need, useSubmitJob } from '@/api'
import { Section } from '@/app'
import { ForwardIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import type { Role } from './roles'
import classes from './Home.module.css'

/** Where each is dealt with. */
const PLACES: Partial<Record<Need['kind'], (need: Need) => string>> = {
  failed_jobs: () => '/jobs?state=failed',
  quarantine: () => '/data/quarantine',
  running_jobs: () => '/jobs',
  review: () => '/garments?state=unsure&state=differs&sort=certainty',
  lagging_model: ({ model }) => `/lab/models/${encodeURIComponent(model)}`,
}

export function Needs({ needs, role }: { needs: readonly Need[]; role: Role }) {
  const { t } = useWords()
  const mine = role === 'ml' ? 'engineer' : 'merchandiser'
  const ordered = [...needs].sort((a, b) => Number(b.role === mine) - Number(a.role === mine))
  return (
    <Section title={t('home.needs.title')}>
      {ordered.length === 0 ? <p className="quiet">{t('home.needs.none')}</p> : null}
      <ul className={classes.needs}>
        {ordered.map((need) => (
          <One key={`${need.kind} ${need.model} ${wordsOf(need)}`} need={need} />
        ))}
      </ul>
    </Section>
  )
}

function One({ need }: { need: Need }) {
  const { t, format } = useWords()
  const place = PLACES[need.kind]?.(need)
  const words = t(`home.needs.${wordsOf(need)}`, { count: need.count, model: need.model })
  return (
    <li className={classes.need}>
      <span className={classes.many}>{format.number(need.count)}</span>
      {place ? (
        <Link to={place} className={classes.what}>
          {words} <ForwardIcon size={16} aria-hidden />
        </Link>
      ) : (
        <span className={classes.what}>{words}</span>
      )}
      {need.kind === 'untagged' || wordsOf(need) === 'older' ? <TagAll model={need.model} /> : null}
    </li>
  )
}

/** A model lags because a newer candidate waits, or because its tags are an older version's. */
function wordsOf({ kind, values }: Need) {
  if (kind === 'lagging_model') return 'tagged_by_older' in values ? 'older' : 'candidate'
  return kind
}

function TagAll({ model }: { model: string }) {
  const { t } = useWords()
  const submit = useSubmitJob()
  return (
    <Button size="compact-md" variant="default" loading={submit.isPending} disabled={submit.isSuccess} onClick={() => submit.mutate({ kind: 'tag', params: { model } })}>
      {t(submit.isSuccess ? 'home.needs.tagging' : 'home.needs.tag')}
    </Button>
  )
}
