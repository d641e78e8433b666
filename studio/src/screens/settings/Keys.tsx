/** API keys: who else may come in. A secret is shown once; a revoked key is gone for good, so that is typed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Key } from '@/api'
import { Loaded } from '@/app'
import { type Column, DataTable } from '@/kit/DataTable'
import { EmptyState } from '@/kit/EmptyState'
import { TableSkeleton } from '@/kit/Skeletons'
import { type Format, type Say, useWords } from '@/locale'
import { KeyForm } from './KeyForm'
import { useApiKeys } from './keys'
import { Revoke } from './Revoke'
import { scopeWords } from './WhoAmI'

export function Keys() {
  const { t, format } = useWords()
  const keys = useApiKeys()
  const [making, setMaking] = useState(false)
  const [revoked, setRevoked] = useState<Key | null>(null)
  return (
    <>
      <Loaded query={keys} skeleton={<TableSkeleton rows={2} columns={3} />}>
        {(items) =>
          items.length === 0 && !making ? (
            <EmptyState as="h3" title={t('settings.key.none')} action={{ label: t('settings.key.make'), onClick: () => setMaking(true) }}>
              <p>{t('settings.key.noneHint')}</p>
            </EmptyState>
          ) : items.length > 0 ? (
            <DataTable label={t('settings.part.keys')} columns={columnsOf(t, format, setRevoked)} rows={items} rowKey={({ id }) => id} remember="keys" />
          ) : null
        }
      </Loaded>
      {making ? <KeyForm onEnd={() => setMaking(false)} /> : null}
      {!making && keys.items.length > 0 ? (
        <Button mt="md" variant="default" onClick={() => setMaking(true)}>
          {t('settings.key.make')}
        </Button>
      ) : null}
      {revoked ? <Revoke apiKey={revoked} onEnd={() => setRevoked(null)} /> : null}
    </>
  )
}

function columnsOf(t: Say, format: Format, onRevoke: (key: Key) => void): Column<Key>[] {
  return [
    { key: 'name', label: t('settings.key.name'), width: 'minmax(120px, 1fr)', cell: ({ name }) => <bdi>{name}</bdi>, value: ({ name }) => name },
    { key: 'scopes', label: t('settings.scopes'), width: 'minmax(200px, 3fr)', cell: ({ scopes }) => format.list(scopes.map((scope) => scopeWords(scope, t))) },
    { key: 'made', label: t('settings.key.made'), cell: ({ created_at: at }) => format.date(at), value: ({ created_at: at }) => at },
    {
      key: 'revoke',
      label: t('settings.key.revoke'),
      cell: (key) => (
        <Button size="compact-sm" variant="default" color="red" onClick={() => onRevoke(key)} aria-label={t('settings.key.revokeOne', { name: key.name })}>
          {t('settings.key.revoke')}
        </Button>
      ),
    },
  ]
}
