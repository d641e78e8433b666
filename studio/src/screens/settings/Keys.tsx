/** API keys: who else may come in. A secret is shown once; a revoked key is gone for good, so that is typed. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Key } from '@/api'
import { EmptyState } from '@/kit/EmptyState'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import lab from '../lab/Lab.module.css'
import { Loaded } from '../lab/Loaded'
import { Scroller } from '../lab/Scroller'
import { KeyForm } from './KeyForm'
import { useApiKeys } from './keys'
import { Revoke } from './Revoke'
import classes from './Settings.module.css'
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
            <Scroller label={t('settings.part.keys')}>
              <table className={lab.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('settings.key.name')}</th>
                    <th scope="col">{t('settings.scopes')}</th>
                    <th scope="col">{t('settings.key.made')}</th>
                    <td />
                  </tr>
                </thead>
                <tbody>
                  {items.map((key) => (
                    <tr key={key.id}>
                      <th scope="row" dir="auto" className={classes.name}>
                        {key.name}
                      </th>
                      <td>{format.list(key.scopes.map((scope) => scopeWords(scope, t)))}</td>
                      <td>{format.date(key.created_at)}</td>
                      <td className="numbers">
                        <Button size="compact-sm" variant="default" color="red" onClick={() => setRevoked(key)} aria-label={t('settings.key.revokeOne', { name: key.name })}>
                          {t('settings.key.revoke')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Scroller>
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
