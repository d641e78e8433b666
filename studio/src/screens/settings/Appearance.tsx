/** Theme and language; both are this browser's own. */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { choose, type Language, languages, ownNames, useWords } from '@/locale'
import classes from './Settings.module.css'

export function Appearance() {
  const { t, language } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <div className={classes.pairs}>
      <div>
        <p className="label">{t('settings.theme')}</p>
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
        />
      </div>
      <div>
        <p className="label">{t('settings.language')}</p>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={language}
          onChange={(value) => void choose(value as Language)}
          data={languages.map((value) => ({ value, label: ownNames[value] }))}
        />
      </div>
    </div>
  )
}
