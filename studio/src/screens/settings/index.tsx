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

export default function Settings() {
  const { t } = useWords()
  const mayKeys = useCaller().data?.scopes.includes('keys:write') ?? false
  const parts = PARTS.filter((part) => part !== 'keys' || mayKeys)
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
