/** Settings: theme, language, who one is. (A first version: the screen's engineer replaces it.) */
import { SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useCaller } from '@/api'
import { Page, Section } from '@/app'
import { type Language, languages, ownNames, speak, useWords } from '@/locale'

export default function Settings() {
  const { t, language, format } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const caller = useCaller().data
  return (
    <Page title={t('shell.settings')}>
      <Section title={t('settings.theme')}>
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
          data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(`settings.themes.${value}`) }))}
        />
      </Section>
      <Section title={t('settings.language')}>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={language}
          onChange={(value) => void speak(value as Language)}
          data={languages.map((value) => ({ value, label: ownNames[value] }))}
        />
      </Section>
      {caller ? (
        <Section title={t('settings.caller')}>
          <p>{caller.name}</p>
          <p className="quiet small">{format.list(caller.scopes)}</p>
        </Section>
      ) : null}
    </Page>
  )
}
