/** Revoking cannot be undone: the key's name is typed before it happens. */
import { Button, Modal, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { Key } from '@/api'
import { tell } from '@/app'
import { useWords } from '@/locale'
import { useRevokeKey } from './keys'
import classes from './Settings.module.css'

export function Revoke({ apiKey, onEnd }: { apiKey: Key; onEnd: () => void }) {
  const { t } = useWords()
  const revoke = useRevokeKey()
  const [typed, setTyped] = useState('')
  const isSure = typed.trim() === apiKey.name.trim()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSure) return
    revoke.mutate(apiKey.id, {
      onSuccess: () => {
        tell.done(t('settings.key.revoked', { name: apiKey.name }))
        onEnd()
      },
    })
  }
  return (
    <Modal opened onClose={onEnd} title={t('settings.key.revokeTitle', { name: apiKey.name })} closeButtonProps={{ 'aria-label': t('kit.close') }}>
      <form className={classes.confirm} onSubmit={submit}>
        <p>{t('settings.key.revokeHint')}</p>
        <TextInput label={t('settings.key.type', { name: apiKey.name })} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} data-autofocus autoComplete="off" />
        <div className={classes.buttons}>
          <Button type="submit" color="red" disabled={!isSure} loading={revoke.isPending}>
            {t('settings.key.revoke')}
          </Button>
          <Button variant="subtle" onClick={onEnd}>
            {t('settings.leave')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
