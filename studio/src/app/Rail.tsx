/** The rail of eight: icon and word; it narrows to icons, and on a phone it lies at the bottom. */
import { useLocalStorage } from '@mantine/hooks'
import { Link, NavLink } from 'react-router'
import { CollapseIcon, ExpandIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { useKeys } from './keys'
import { rooms } from './rooms'
import classes from './Rail.module.css'

const NAME = 'Modiste'

export function Rail() {
  const { t } = useWords()
  const [narrow, setNarrow] = useLocalStorage({ key: 'modiste.rail-narrow', defaultValue: false, getInitialValueInEffect: false })
  const toggle = t(narrow ? 'shell.rail.widen' : 'shell.rail.narrow')
  useKeys(t('shell.keys.everywhere'), [{ keys: '[', does: toggle, run: () => setNarrow(!narrow) }])
  return (
    <nav className={classes.rail} data-narrow={narrow} aria-label={t('shell.rail.label')}>
      <Link to="/" className={classes.mark} aria-label={t('shell.rail.home')}>
        <svg width="22" height="22" viewBox="0 0 32 32" aria-hidden>
          <path d="M5 25V6l11 14L27 6v19" />
          <path d="M5 30h22" strokeDasharray="3.4 3" />
        </svg>
        <span className={classes.wordmark}>{NAME}</span>
      </Link>
      <ul className={classes.rooms}>
        {rooms.map(({ id, path, icon: Icon }) => (
          <li key={id}>
            <NavLink to={path} end={path === '/'} className={classes.room} title={narrow ? t(`shell.rooms.${id}`) : undefined}>
              <Icon size={21} />
              <span className={classes.word}>{t(`shell.rooms.${id}`)}</span>
            </NavLink>
          </li>
        ))}
      </ul>
      <button type="button" className={classes.toggle} onClick={() => setNarrow(!narrow)} title={toggle}>
        {narrow ? <ExpandIcon size={19} aria-hidden /> : <CollapseIcon size={19} aria-hidden />}
        <span className="unseen">{toggle}</span>
      </button>
    </nav>
  )
}
