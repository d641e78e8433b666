/** One item's passport: what it says, where it stands in the log, its label, what anyone can check; taken back for good. */
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, bundleOf, checkPageOf, labelOf, type PassportDetail, usePassport, useRevokePassport, useSupplyPlaces, useVerdict } from '@/api'
import { Loaded } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { HowBadge } from '@/kit/HowBadge'
import { DownloadIcon, OpenIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { cbvWords, placeWords, thingWords } from '../journey/names'
import { Checks } from './Checks'
import { Content } from './Content'
import { Labels } from './Labels'
import classes from './Passports.module.css'

interface Stage {
  stage: string
  at: string
  facility?: string
  isSimulated: boolean
  source: string
}

export function Passport({ id }: { id: string }) {
  const passport = usePassport(id)
  return (
    <Loaded query={passport} skeleton={<TableSkeleton columns={2} rows={8} />}>
      {(found) => <Told passport={found} />}
    </Loaded>
  )
}

function Told({ passport }: { passport: PassportDetail }) {
  const { t, format, language } = useWords()
  const places = useSupplyPlaces().data ?? []
  const subject = (passport.credential.credentialSubject ?? {}) as { origin?: Stage[]; isSimulated?: boolean }
  return (
    <div className={classes.one}>
      {subject.isSimulated ? (
        <p className="small">
          <HowBadge how="synthetic" /> {t('trace.simulated')}
        </p>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('trace.passport.item')}</dt>
        <dd>
          <bdi>{passport.item}</bdi>
        </dd>
        <dt>{t('trace.passport.status')}</dt>
        <dd>
          {t(`trace.passport.is.${passport.status}`)}
          {passport.reason && passport.status === 'revoked' ? `: ${passport.reason}` : ''}
        </dd>
        <dt>{t('trace.passport.issued')}</dt>
        <dd>{format.dateTime(passport.issued_at)}</dd>
        <dt>{t('trace.passport.entry')}</dt>
        <dd>{format.number(passport.entry)}</dd>
        <dt>{t('trace.passport.version')}</dt>
        <dd>{format.number(passport.version)}</dd>
        {(subject.origin ?? []).map((each) => (
          <Made key={each.source} when={format.date(each.at)} what={[cbvWords('step', STEPS[each.stage] ?? each.stage, t), each.facility ? placeWords(each.facility, each.facility, places, language) : ''].filter(Boolean).join(', ')} />
        ))}
      </dl>
      {passport.is_erased ? null : <Content id={passport.id} garment={passport.garment} />}
      {passport.is_erased ? <p>{t('trace.passport.erased')}</p> : <Proof passport={passport} />}
      {passport.status === 'issued' ? <Revoke key={passport.id} id={passport.id} /> : null}
    </div>
  )
}

/** Stages as GS1 names the steps. */
const STEPS: Record<string, string> = { fibre: 'creating_class_instance', made: 'commissioning', packed: 'packing', received: 'receiving', sold: 'retail_selling' }

function Made({ when, what }: { when: string; what: string }) {
  return (
    <>
      <dt>{when}</dt>
      <dd>{what}</dd>
    </>
  )
}

function Proof({ passport }: { passport: PassportDetail }) {
  const { t, language } = useWords()
  const verdict = useVerdict(passport.id)
  return (
    <>
      <img className={classes.label} src={labelOf(passport.item)} alt={t('trace.passport.label', { item: thingWords(passport.item, t) })} />
      <div className={classes.tools}>
        <Button component="a" href={bundleOf(passport.id)} download="passport.json" size="compact-sm" variant="default" leftSection={<DownloadIcon size={15} aria-hidden />}>
          {t('trace.passport.bundle')}
        </Button>
        <a className="link" href={checkPageOf(passport.id, language === 'zh-CN' ? 'zh' : 'en')} target="_blank" rel="noreferrer">
          {t('trace.passport.page')} <OpenIcon size={14} aria-hidden />
        </a>
      </div>
      {passport.garment ? <Labels garment={passport.garment} /> : null}
      <Loaded query={verdict} skeleton={<TableSkeleton columns={1} rows={6} />}>
        {(found) => <Checks verdict={found} />}
      </Loaded>
      <p className="quiet small">{t('trace.passport.copied')}</p>
    </>
  )
}

function Revoke({ id }: { id: string }) {
  const { t } = useWords()
  const revoke = useRevokePassport()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!open) {
    return (
      <div>
        <Button variant="subtle" onClick={() => setOpen(true)}>
          {t('trace.passport.revoke')}
        </Button>
      </div>
    )
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    revoke.mutate({ id, reason })
  }
  return (
    <form className={classes.tools} onSubmit={send}>
      <TextInput label={t('trace.passport.reason')} description={t('trace.passport.forGood')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required maxLength={1000} data-autofocus />
      <Button type="submit" loading={revoke.isPending}>
        {t('trace.passport.revoke')}
      </Button>
      <Button variant="subtle" onClick={() => setOpen(false)}>
        {t('trace.passport.keep')}
      </Button>
      {revoke.error ? <ErrorNote error={asApiError(revoke.error)} compact /> : null}
    </form>
  )
}
