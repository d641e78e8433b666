/** Passport: which items of this garment have one, and one of them with all that anyone can check. */
import { Button, Group } from '@mantine/core'
import { asApiError, type Garment, useIssuePassports, useKnownItems, usePassports } from '@/api'
import { tell } from '@/app'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { PassportIcon } from '@/kit/Icon'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Labels } from '@/screens/trace/passports/Labels'
import { PassportList } from '@/screens/trace/passports/List'
import classes from '../Garment.module.css'

const HEIGHT = 420

export default function Passport({ garment }: { garment: Garment }) {
  const { t } = useWords()
  const items = useKnownItems(garment.id)
  const passports = usePassports(garment.id)
  const issue = useIssuePassports()
  const start = () => issue.mutate(garment.id, { onSuccess: ({ issued, asked }) => tell.done(t('trace.passport.issuedNow', { count: issued.length, of: asked })) })
  if (items.isPending || passports.isPending) return <TableSkeleton columns={3} rows={6} />
  const teach = { title: t('garment.teach.passport.title'), steps: [t('garment.teach.passport.first'), t('garment.teach.passport.second')] }
  const isNew = passports.items.length === 0
  return (
    <div className={classes.journey}>
      <h2 className="unseen">{t('garment.tabs.passport')}</h2>
      {issue.error ? <ErrorNote error={asApiError(issue.error)} /> : null}
      {isNew && items.items.length === 0 ? (
        <EmptyState {...teach} action={{ label: t('shell.rooms.trace'), href: '/trace/supply' }}>
          <p>{t('garment.teach.passport.what')}</p>
        </EmptyState>
      ) : isNew ? (
        <EmptyState {...teach} action={{ label: t('trace.passport.issue'), onClick: start }}>
          <p>{t('garment.teach.passport.what')}</p>
        </EmptyState>
      ) : (
        <>
          <Group gap="md" align="flex-start">
            <Button variant="default" mt={25} leftSection={<PassportIcon size={16} aria-hidden />} loading={issue.isPending} onClick={start}>
              {t('trace.passport.issue')}
            </Button>
            <Labels garment={garment.id} />
          </Group>
          <PassportList garment={garment.id} height={HEIGHT} />
        </>
      )}
    </div>
  )
}
