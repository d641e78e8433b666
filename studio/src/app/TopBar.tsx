/** The top bar: search by words or pictures, the jobs at work, language, theme, settings. */
import { ActionIcon, Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { Link } from 'react-router'
import { CheckIcon, LanguageIcon, MoonIcon, SettingsIcon, SunIcon } from '@/kit/Icon'
import { choose, languages, ownNames, useWords } from '@/locale'
import { JobsMenu } from './JobsMenu'
import { SearchBox } from './SearchBox'
import classes from './TopBar.module.css'

export function TopBar() {
  const { t } = useWords()
  return (
    <header className={classes.bar}>
      <SearchBox />
      <div className={classes.tools}>
        <JobsMenu />
        <LanguageSwitch />
        <ThemeSwitch />
        <ActionIcon component={Link} to="/settings" variant="subtle" size="lg" aria-label={t('shell.settings')} title={t('shell.settings')}>
          <SettingsIcon size={20} aria-hidden />
        </ActionIcon>
      </div>
    </header>
  )
}

export function LanguageSwitch() {
  const { t, language } = useWords()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" aria-label={t('shell.language', { name: ownNames[language] })} title={ownNames[language]}>
          <LanguageIcon size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {languages.map((each) => (
          <Menu.Item
            key={each}
            lang={each}
            onClick={() => void choose(each)}
            rightSection={each === language ? <CheckIcon size={16} aria-hidden /> : null}
            aria-current={each === language}
          >
            {ownNames[each]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

export function ThemeSwitch() {
  const { t } = useWords()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const label = t(isDark ? 'shell.theme.toLight' : 'shell.theme.toDark')
  return (
    <ActionIcon variant="subtle" size="lg" aria-label={label} title={label} onClick={() => setColorScheme(isDark ? 'light' : 'dark')}>
      {isDark ? <SunIcon size={20} aria-hidden /> : <MoonIcon size={20} aria-hidden />}
    </ActionIcon>
  )
}
