/** Suppliers who may sign what passports say: named with their key, and ended; no key is ever fetched. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type PassportSigner, useEndSigner, useNameSigner, usePassportSigners } from '@/api'
import { Loaded, Section } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import classes from './Passports.module.css'

/** How they begin; no words. */
const EXAMPLE = { did: 'did:key:z6Mk…', key: 'z6Mk…' }
const NOBODY = { did: '', name: '', key: '' }

export function Signers() {
  const { t } = useWords()
  return (
    <Section title={t('trace.passport.signers.title')}>
      <p className={`quiet ${classes.said}`}>{t('trace.passport.signers.what')}</p>
      <Loaded query={usePassportSigners()} skeleton={<TableSkeleton rows={2} columns={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.said}>{t('trace.passport.signers.none')}</p>
          ) : (
            <ul className={`${classes.suspectList} ${classes.signers}`}>
              {items.map((each) => (
                <Signer key={`${each.did} ${each.key}`} signer={each} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Name />
    </Section>
  )
}

function Signer({ signer: { did, name, tiers, ended_at: ended } }: { signer: PassportSigner }) {
  const { t, format } = useWords()
  const end = useEndSigner()
  return (
    <li className={classes.signer}>
      <b>{name}</b>
      <span className="quiet small">
        {ended ? t('trace.passport.signers.ended', { at: format.date(ended) }) : tiers.length > 0 ? tiers.map((tier) => t(`trace.passport.tier.${tier}` as 'trace.passport.tier.fibre')).join(', ') : t('trace.passport.signers.all')}
      </span>
      {ended ? null : (
        <Button variant="subtle" size="compact-sm" loading={end.isPending} aria-label={t('trace.passport.signers.endOf', { name })} onClick={() => end.mutate(did)}>
          {t('trace.passport.signers.end')}
        </Button>
      )}
      <p className={`quiet small ${classes.did}`}>
        <bdi>{did}</bdi>
      </p>
      {end.error ? <ErrorNote error={asApiError(end.error)} compact /> : null}
    </li>
  )
}

function Name() {
  const { t } = useWords()
  const name = useNameSigner()
  const [given, setGiven] = useState(NOBODY)
  const set = (change: Partial<typeof NOBODY>) => setGiven({ ...given, ...change })
  const isWeb = given.did.trim().startsWith('did:web:')
  const send = (event: FormEvent) => {
    event.preventDefault()
    name.mutate({ did: given.did.trim(), name: given.name.trim(), key: isWeb ? given.key.trim() : '' }, { onSuccess: () => setGiven(NOBODY) })
  }
  return (
    <form className={classes.tools} onSubmit={send} aria-label={t('trace.passport.signers.add')}>
      <TextInput label={t('trace.passport.signers.name')} value={given.name} onChange={(event) => set({ name: event.currentTarget.value })} required maxLength={500} />
      <TextInput className={classes.wide} label={t('trace.passport.signers.did')} placeholder={EXAMPLE.did} value={given.did} onChange={(event) => set({ did: event.currentTarget.value })} required maxLength={500} autoComplete="off" spellCheck={false} />
      {isWeb ? <TextInput className={classes.wide} label={t('trace.passport.signers.key')} placeholder={EXAMPLE.key} value={given.key} onChange={(event) => set({ key: event.currentTarget.value })} required maxLength={200} autoComplete="off" spellCheck={false} /> : null}
      <Button type="submit" variant="default" loading={name.isPending}>
        {t('trace.passport.signers.add')}
      </Button>
      {name.error ? <ErrorNote error={asApiError(name.error)} compact /> : null}
    </form>
  )
}
