/** Keys drawn as keys; on a Mac, Ctrl is the command key. */
import classes from './Keys.module.css'

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
