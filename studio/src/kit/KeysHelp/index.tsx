/** The keys of the studio in one dialogue; `?` opens it from anywhere. */
import { Modal } from '@mantine/core'
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

/** Keys drawn as keys; on a Mac, Ctrl is the command key. */
export function Keys({ keys }: { keys: string }) {
  const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')
  return (
    <span className={classes.combo}>
      {keys.split(' ').map((step, index) => (
        <span key={index}>
          {step.split('+').map((key) => (
            <kbd key={key} className={classes.key}>
              {isMac && key === 'Ctrl' ? '⌘' : key}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
