/** Passports: how many are in force, the log that proves them and who watches it, each one, and a file laid down to be checked. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type PassportLog, type PassportState, useIssuePassports, usePassportAnchors, usePassportLog, useVerifyFile } from '@/api'
import { Loaded, Section, tell, useAddress } from '@/app'
import { DropZone } from '@/kit/DropZone'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { PassportIcon } from '@/kit/Icon'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Finder } from '@/screens/garments/Finder'
import { Checks } from './Checks'
import { PassportList } from './List'
import classes from './Passports.module.css'
import { Signers } from './Signers'
import { Suspicions } from './Suspicions'

const BUNDLES = { accept: ['application/json', '.json'], mostBytes: 256_000, mostFiles: 1 }
const STATES: readonly PassportState[] = ['issued', 'revoked', 'replaced']

export function Passports() {
  const { t } = useWords()
  return (
    <>
      <Loaded query={usePassportLog()} skeleton={<FiguresSkeleton count={4} />}>
        {(log) => <Told log={log} />}
      </Loaded>
      <Section title={t('trace.passport.verify.title')}>
        <VerifyFile />
      </Section>
    </>
  )
}

function Told({ log }: { log: PassportLog }) {
  const { t, language } = useWords()
  const { query, change } = useAddress()
  const anchors = usePassportAnchors().data
  const status = STATES.find((each) => each === query.get('status')) ?? ''
  if (Object.keys(log.passports).length === 0) {
    return (
      <>
        <EmptyState title={t('trace.passport.teach.title')} steps={[t('trace.passport.teach.first'), t('trace.passport.teach.second'), t('trace.passport.teach.third')]} action={{ label: t('shell.rooms.garments'), href: '/garments' }}>
          <p>{t('trace.passport.teach.what')}</p>
        </EmptyState>
        <div className={classes.tools}>
          <Issue />
        </div>
      </>
    )
  }
  return (
    <>
      <div className={classes.figures}>
        <Figure label={t('trace.passport.is.issued')} value={log.passports.issued ?? 0} digits={0} how="measured" size="small" />
        <Figure label={t('trace.passport.is.revoked')} value={log.passports.revoked ?? 0} digits={0} how="measured" size="small" />
        <Figure label={t('trace.passport.size')} value={log.size} digits={0} how="measured" size="small" source={log.origin} />
        <Figure label={t('trace.passport.witnesses')} value={log.witnesses.length} digits={0} how="measured" size="small" source={t(log.independent_witnesses ? 'trace.passport.others' : 'trace.passport.own')} />
        <Figure label={t('trace.passport.anchored')} value={anchors?.anchors.find(({ state }) => state === 'final')?.size ?? null} digits={0} how="measured" size="small" source={anchors ? (language === 'zh-CN' ? anchors.says_zh : anchors.says) : t('trace.passport.unanchored')} />
      </div>
      <div className={classes.tools}>
        <Select label={t('trace.passport.show')} allowDeselect={false} value={status || 'all'} data={[{ value: 'all', label: t('trace.passport.all') }, ...STATES.map((each) => ({ value: each, label: t(`trace.passport.is.${each}`) }))]} onChange={(value) => change({ status: value === 'all' ? null : value })} />
        <Issue />
      </div>
      <PassportList status={status} />
      <Signers />
      <Suspicions />
    </>
  )
}

/** Passports for every known item of a garment that is looked for here. */
function Issue() {
  const { t } = useWords()
  const [garment, setGarment] = useState('')
  const issue = useIssuePassports()
  const start = () => issue.mutate(garment, { onSuccess: ({ issued, asked }) => tell.done(t('trace.passport.issuedNow', { count: issued.length, of: asked })) })
  return (
    <>
      <Finder label={t('trace.passport.issueOf')} value={garment} onTake={({ id }) => setGarment(id)} />
      <Button variant="default" disabled={garment === ''} loading={issue.isPending} leftSection={<PassportIcon size={16} aria-hidden />} onClick={start}>
        {t('trace.passport.issue')}
      </Button>
      {issue.error ? <ErrorNote error={asApiError(issue.error)} compact /> : null}
    </>
  )
}

function VerifyFile() {
  const { t } = useWords()
  const verify = useVerifyFile()
  return (
    <>
      <DropZone label={t('trace.passport.verify.drop')} hint={t('trace.passport.verify.hint')} limits={BUNDLES} busy={verify.isPending} onFiles={([file]) => file && verify.mutate(file)} />
      {verify.error ? <ErrorNote error={asApiError(verify.error)} /> : null}
      <div role="status">{verify.data ? <Checks verdict={verify.data} /> : null}</div>
    </>
  )
}
