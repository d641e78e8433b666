/** A new key: what it is called, what it may do, and its secret, shown this once. */
import { Button, Checkbox, CopyButton, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { asApiError, type KeyMade, type KeyRequest, useCaller } from '@/api'
import { ErrorNote } from '@/kit/ErrorNote'
import { useWords } from '@/locale'
import { useMakeKey } from './keys'
import classes from './Settings.module.css'
import { SCOPES, scopeWords } from './WhoAmI'

type Scope = KeyRequest['scopes'][number]

export function KeyForm({ onEnd }: { onEnd: () => void }) {
  const { t } = useWords()
  const mine = useCaller().data?.scopes ?? []
  const make = useMakeKey()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>(['garments:read', 'models:read'])
  const [made, setMade] = useState<KeyMade | null>(null)
  if (made) return <Secret made={made} onEnd={onEnd} />
  const submit = (event: FormEvent) => {
    event.preventDefault()
    make.mutate({ name: name.trim(), scopes: scopes as Scope[] }, { onSuccess: setMade })
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label={t('settings.key.name')}
        description={t('settings.key.nameHint')}
        value={name}
        maxLength={100}
        required
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox.Group label={t('settings.key.may')} value={scopes} onChange={setScopes} required>
        <div className={classes.scopes}>
          {/* Nobody can give what they do not have. */}
          {SCOPES.filter((scope) => mine.includes(scope)).map((scope) => (
            <Checkbox key={scope} value={scope} label={scopeWords(scope, t)} size="sm" />
          ))}
        </div>
      </Checkbox.Group>
      {make.error ? <ErrorNote error={asApiError(make.error)} compact /> : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={make.isPending} disabled={name.trim() === '' || scopes.length === 0}>
          {t('settings.key.make')}
        </Button>
        <Button variant="subtle" onClick={onEnd}>
          {t('settings.leave')}
        </Button>
      </div>
    </form>
  )
}

function Secret({ made, onEnd }: { made: KeyMade; onEnd: () => void }) {
  const { t } = useWords()
  return (
    <div className={classes.secret} role="status">
      <h3 className="heading">{t('settings.key.once', { name: made.name })}</h3>
      <p className="quiet">{t('settings.key.onceHint')}</p>
      <code className={classes.code}>{made.secret}</code>
      <div className={classes.buttons}>
        <CopyButton value={made.secret}>
          {({ copied, copy }) => <Button onClick={copy}>{t(copied ? 'kit.error.copied' : 'settings.key.copy')}</Button>}
        </CopyButton>
        <Button variant="default" onClick={onEnd}>
          {t('settings.key.kept')}
        </Button>
      </div>
    </div>
  )
}
