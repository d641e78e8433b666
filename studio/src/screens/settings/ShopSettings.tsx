/** Every setting of the shop: its value, where that came from, and the way to another. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { asApiError, type Setting, useChangeSetting, useSettings } from '@/api'
import { Loaded, tell } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { TableSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { SettingField } from '../models/SettingField'
import classes from './Settings.module.css'

const ORIGINS = ['default', 'modiste.toml', 'environment', 'flag'] as const

export function ShopSettings() {
  const { t } = useWords()
  const [edited, setEdited] = useState<string | null>(null)
  return (
    <Loaded query={useSettings()} skeleton={<TableSkeleton columns={3} rows={6} />}>
      {({ data: { items }, etag }) => (
        <>
          <ul className={classes.rows}>
            {items.map((setting) => (
              <li key={setting.name} className={classes.row}>
                {edited === setting.name ? (
                  <Editor setting={setting} etag={etag} onEnd={() => setEdited(null)} />
                ) : (
                  <Shown setting={setting} onEdit={() => setEdited(setting.name)} />
                )}
              </li>
            ))}
          </ul>
          <p className={classes.foot}>{t('settings.order')}</p>
        </>
      )}
    </Loaded>
  )
}

function Shown({ setting, onEdit }: { setting: Setting; onEdit: () => void }) {
  const { t } = useWords()
  const origin = ORIGINS.find((each) => each === setting.origin)
  return (
    <>
      <div className={classes.what}>
        <code>{setting.name}</code>
        <p className="quiet small">{setting.description}</p>
      </div>
      <p className={classes.value} dir="auto">
        {setting.value === null || setting.value === '' ? <span className="quiet">{t('settings.unset')}</span> : plain(setting.value, t)}
      </p>
      <p className={classes.origin}>{origin ? t(`settings.origin.${origin === 'modiste.toml' ? 'file' : origin}`) : setting.origin}</p>
      <div className={classes.do}>
        {setting.editable ? (
          <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={t('settings.editOne', { name: setting.name })}>
            {t('settings.edit')}
          </Button>
        ) : (
          <span className="unseen">{t('settings.fixed')}</span>
        )}
      </div>
    </>
  )
}

function Editor({ setting, etag, onEnd }: { setting: Setting; etag: string; onEnd: () => void }) {
  const { t } = useWords()
  const change = useChangeSetting()
  const [text, setText] = useState(setting.value === null ? '' : String(setting.value))
  const save = () => {
    const { name, value: before } = setting
    change.mutate(
      { name, value: read(text, setting.kind), etag },
      {
        onSuccess: (after) => {
          onEnd()
          tell.undo(t('settings.saved', { name }), t('kit.undo'), () => change.mutate({ name, value: before, etag: after.etag }))
        },
      },
    )
  }
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves, as in any dialogue
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onEnd()}
    >
      <SettingField
        field={{ key: setting.name, kind: setting.kind, help: setting.description, choices: setting.choices }}
        value={text}
        onChange={setText}
      />
      {change.error ? <ErrorNote error={asApiError(change.error)} compact /> : null}
      <div className={classes.buttons}>
        <Button type="submit" size="compact-md" loading={change.isPending}>
          {t('settings.save')}
        </Button>
        <Button size="compact-md" variant="subtle" onClick={onEnd}>
          {t('settings.leave')}
        </Button>
      </div>
    </form>
  )
}

function plain(value: string | number | boolean, t: ReturnType<typeof useWords>['t']): string {
  return typeof value === 'boolean' ? t(value ? 'settings.yes' : 'settings.no') : String(value)
}

/** What was typed, as the kind of value the setting is; what does not fit goes as it is, and the server says why not. */
export function read(text: string, kind: string): Setting['value'] {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (kind === 'boolean') return trimmed === 'true'
  if (kind === 'integer' || kind === 'number') return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed
  return trimmed
}
