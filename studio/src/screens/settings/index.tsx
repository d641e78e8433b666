/** Settings: how the studio looks and speaks, how the shop is set, who may come in, and whether all is well. */
import { Page, Section } from '@/app'
import { useCaller } from '@/api'
import { useWords } from '@/locale'
import { About } from './About'
import { Appearance } from './Appearance'
import { DoctorReport } from './DoctorReport'
import { Keys } from './Keys'
import classes from './Settings.module.css'
import { ShopSettings } from './ShopSettings'
import { WhoAmI } from './WhoAmI'

const PARTS = ['appearance', 'shop', 'keys', 'doctor', 'you', 'about'] as const

/** What only some may see. */
const NEEDED = { shop: 'settings:write', keys: 'keys:write' } as const

export default function Settings() {
  const { t } = useWords()
  const scopes = useCaller().data?.scopes ?? []
  const parts = PARTS.filter((part) => !(part in NEEDED) || scopes.includes(NEEDED[part as keyof typeof NEEDED]))
  const pages = { appearance: Appearance, shop: ShopSettings, keys: Keys, doctor: DoctorReport, you: WhoAmI, about: About }
  return (
    <Page title={t('shell.settings')}>
      <div className={classes.settings}>
        <nav className={classes.index} aria-label={t('shell.settings')}>
          {parts.map((part) => (
            <a key={part} href={`#${part}`}>
              {t(`settings.part.${part}`)}
            </a>
          ))}
        </nav>
        <div className={classes.parts}>
          {parts.map((part) => {
            const Part = pages[part]
            return (
              <div key={part} id={part} className={classes.part}>
                <Section title={t(`settings.part.${part}`)}>
                  <Part />
                </Section>
              </div>
            )
          })}
        </div>
      </div>
    </Page>
  )
}
