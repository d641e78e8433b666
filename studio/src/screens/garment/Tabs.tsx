/** Five heads, ten tabs: the way through a garment's life. Each has its address. */
import { NavLink } from 'react-router'
import { useWords } from '@/locale'
import { heads, type Tab } from './heads'
import classes from './Garment.module.css'

export function Tabs({ id, current }: { id: string; current: Tab }) {
  const { t } = useWords()
  return (
    <nav className={classes.heads} aria-label={t('garment.tabsLabel')}>
      {heads.map((head) => (
        <div key={head.id} className={classes.head}>
          <p className="label" id={`head-${head.id}`}>
            {t(`garment.heads.${head.id}`)}
          </p>
          <ul aria-labelledby={`head-${head.id}`}>
            {head.tabs.map((tab) => (
              <li key={tab}>
                <NavLink
                  replace
                  preventScrollReset
                  to={`/garments/${encodeURIComponent(id)}/${tab}`}
                  className={classes.tab}
                  data-current={tab === current}
                  aria-current={tab === current ? 'page' : undefined}
                >
                  {t(`garment.tabs.${tab}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
