/** The keys of the studio in one dialogue; `?` opens it from anywhere. */
import { Modal } from '@mantine/core'
import { Keys } from '@/kit/Keys'
import { useWords } from '@/locale'
import classes from './KeysHelp.module.css'

export interface KeyGroup {
  label: string
  /** `keys` as "Ctrl+K" or "g h": `+` is together, a space is one after the other. */
  keys: readonly { keys: string; does: string }[]
}

export interface KeysHelpProps {
  opened: boolean
  onClose: () => void
  groups: readonly KeyGroup[]
}

export function KeysHelp({ opened, onClose, groups }: KeysHelpProps) {
  const { t } = useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={t('kit.keys.title')}
      closeButtonProps={{ 'aria-label': t('kit.close') }}
    >
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group.label}>
            <h3 className="label">{group.label}</h3>
            <dl className={classes.keys}>
              {group.keys.map(({ keys, does }) => (
                <div key={keys} className={classes.row}>
                  <dt>{does}</dt>
                  <dd>
                    <Keys keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
