/** Which version is looked at, and the way to another; the tab stays. */
import { Menu, UnstyledButton } from '@mantine/core'
import { useNavigate } from 'react-router'
import { useVersions, type Model } from '@/api'
import { DownIcon } from '@/kit/Icon'
import { useWords } from '@/locale'
import { addressOfVersion, type Tab } from './address'
import classes from './Models.module.css'
import { StageMark } from './StageMark'
import { versionWords } from './versionWords'

export function VersionPicker({ model, tab }: { model: Model; tab: Tab }) {
  const { t, format } = useWords()
  const navigate = useNavigate()
  const versions = useVersions(model.name).items
  const label = versionWords(model, t)
  if (versions.length < 2) return model.version === 'shipped' ? null : <span>{label}</span>
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.picker} aria-label={t('models.pickVersion', { version: label })}>
          {label} <DownIcon size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {versions.map((each) => (
          <Menu.Item key={each.version} onClick={() => void navigate(addressOfVersion(each, tab))}>
            <span className={classes.choice}>
              <span>{versionWords(each, t)}</span>
              <StageMark stage={each.stage} />
              <span className="quiet small">{format.date(each.created_at)}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
