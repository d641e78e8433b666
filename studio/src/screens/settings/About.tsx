/** What this is, and under which terms. */
import { useWords } from '@/locale'
import { Facts } from '../lab/Facts'
import classes from './Settings.module.css'

export function About() {
  const { t } = useWords()
  return (
    <>
      <p className={classes.about}>{t('settings.about.what')}</p>
      <Facts
        facts={[
          [t('settings.about.licence'), t('settings.about.licenceName')],
          [
            t('settings.about.api'),
            <a key="api" className="link" href="/api/v1/openapi.json">
              {t('settings.about.apiDocs')}
            </a>,
          ],
          [t('settings.about.hosts'), t('settings.about.hostsNone')],
        ]}
      />
    </>
  )
}
