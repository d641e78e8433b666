/** Rows that were refused: why, as they were, and the way back in. */
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Held, useAdmit, useGiveUp, useRefusedRows } from '@/api'
import { Loaded, tell, useAddress } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { ErrorNote } from '@/kit/ErrorNote'
import { SidePanel } from '@/kit/SidePanel'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import classes from './Data.module.css'
import { placeWords } from './words'

export function Quarantine() {
  const { t, format } = useWords()
  const { query, change } = useAddress()
  const rows = useRefusedRows()
  const open = rows.items.find(({ id }) => String(id) === query.get('row'))
  return (
    <>
      <Loaded query={rows} skeleton={<TableSkeleton columns={4} rows={6} />}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('data.quarantine.none')} action={{ label: t('data.tab.import'), href: '/data/import' }}>
              <p>{t('data.quarantine.noneHint')}</p>
            </EmptyState>
          ) : (
            <DataTable
              label={t('data.tab.quarantine')}
              columns={columnsOf(t, format)}
              rows={items}
              rowKey={({ id }) => String(id)}
              onOpen={({ id }) => change({ row: String(id) })}
              openKey={query.get('row')}
              onEnd={rows.more}
              remember="quarantine"
            />
          )
        }
      </Loaded>
      {open ? <Mend key={open.id} row={open} onClose={() => change({ row: null })} /> : null}
    </>
  )
}

function columnsOf(t: Say, format: Format): Column<Held>[] {
  return [
    { key: 'reason', label: t('data.quarantine.reason'), width: 'minmax(200px, 3fr)', cell: ({ reason }) => <bdi>{reason}</bdi>, value: ({ reason }) => reason },
    { key: 'place', label: t('data.quarantine.place'), width: 'minmax(100px, 1fr)', cell: ({ place }) => <bdi>{placeWords(place, t)}</bdi>, value: ({ place }) => place },
    { key: 'source', label: t('data.import.source'), width: 'minmax(120px, 1.4fr)', cell: ({ source }) => <bdi>{source}</bdi>, value: ({ source }) => source },
    { key: 'code', label: t('data.quarantine.code'), cell: ({ code }) => <code>{code}</code>, value: ({ code }) => code },
    { key: 'since', label: t('data.import.when'), cell: ({ first_seen: at }) => format.ago(at), value: ({ first_seen: at }) => at },
  ]
}

function Mend({ row, onClose }: { row: Held; onClose: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(row.excerpt)
  const admit = useAdmit()
  const giveUp = useGiveUp()
  const error = admit.error ?? giveUp.error
  const isText = row.excerpt !== ''
  return (
    <SidePanel
      title={placeWords(row.place, t)}
      eyebrow={row.source}
      onClose={onClose}
      foot={
        <div className={classes.buttons}>
          {isText ? (
            <Button
              loading={admit.isPending}
              onClick={() =>
                admit.mutate(
                  { id: row.id, text: text === row.excerpt ? '' : text },
                  {
                    onSuccess: () => {
                      onClose()
                      tell.done(t('data.quarantine.admitted', { place: placeWords(row.place, t) }))
                    },
                  },
                )
              }
            >
              {t('data.quarantine.admit')}
            </Button>
          ) : null}
          <Button
            variant="default"
            loading={giveUp.isPending}
            onClick={() =>
              giveUp.mutate(row.id, {
                onSuccess: () => {
                  onClose()
                  tell.done(t('data.quarantine.givenUp', { place: placeWords(row.place, t) }))
                },
              })
            }
          >
            {t('data.quarantine.giveUp')}
          </Button>
        </div>
      }
    >
      <div className={classes.mend}>
        <ErrorNote error={{ code: row.code, title: t('data.quarantine.why'), detail: row.reason, remedy: '' }} />
        {isText ? (
          <Textarea
            label={t('data.quarantine.asItWas')}
            description={t('data.quarantine.mendHint')}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            autosize
            minRows={6}
            maxRows={18}
            maxLength={4000}
            classNames={{ input: classes.code! }}
          />
        ) : (
          <p className="quiet">{t('data.quarantine.notText')}</p>
        )}
        {error ? <ErrorNote error={asApiError(error)} /> : null}
      </div>
    </SidePanel>
  )
}
