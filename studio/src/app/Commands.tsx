/** What can be done from everywhere, by key and by name: go to a room, find a garment, change theme or language. */
import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { get, keyOf } from '@/api'
import { inWords, said } from '@/house'
import type { CommandGroup } from '@/kit/CommandPalette'
import { DataIcon, GarmentIcon, JobsIcon, KeysIcon, LanguageIcon, ModelIcon, MoonIcon, PaletteIcon, SettingsIcon, StudyIcon, SunIcon, WearableIcon } from '@/kit/Icon'
import { choose, languages, ownNames, useWords } from '@/locale'
import { onKey, useKeyGroups, useKeys } from './keys'
import { rooms } from './rooms'

// Two dialogues that most visits never open.
const CommandPalette = lazy(() => import('@/kit/CommandPalette').then(({ CommandPalette: part }) => ({ default: part })))
const KeysHelp = lazy(() => import('@/kit/KeysHelp').then(({ KeysHelp: part }) => ({ default: part })))

const FOUND = 6

export function Commands() {
  const { t } = useWords()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const [text, setText] = useState('')
  const navigate = useNavigate()
  const groups = useKeyGroups()
  const close = () => {
    setOpen(null)
    setText('')
  }
  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  useKeys(t('shell.keys.everywhere'), [
    { keys: 'Ctrl+K', does: t('shell.keys.palette'), run: () => setOpen('palette'), always: true },
    { keys: '?', does: t('shell.keys.help'), run: () => setOpen('keys') },
  ])
  useKeys(
    t('shell.keys.go'),
    rooms.map(({ id, path, key }) => ({ keys: `g ${key}`, does: t(`shell.rooms.${id}`), run: () => void navigate(path) })),
  )
  const found = useFound(open === 'palette' ? text : '')
  const fixed = useFixed(() => setOpen('keys'))
  return (
    <Suspense fallback={null}>
      {open === 'palette' ? (
        <CommandPalette opened onClose={close} groups={[...fixed, ...found.groups]} onType={setText} searching={found.searching} />
      ) : null}
      {open === 'keys' ? <KeysHelp opened onClose={close} groups={groups} /> : null}
    </Suspense>
  )
}

function useFixed(showKeys: () => void): CommandGroup[] {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const isDark = useComputedColorScheme('light') === 'dark'
  const go = (path: string) => () => void navigate(path)
  // Each is also found by its name in the other language; the locale files hold both.
  const also = (words: string) => words.split(' ')
  return [
    {
      label: t('shell.keys.go'),
      commands: [
        ...rooms.map(({ id, path, icon, key }) => ({
          id,
          label: t(`shell.rooms.${id}`),
          keywords: also(t(`shell.also.${id}`)),
          icon,
          keys: `g ${key}`,
          run: go(path),
        })),
        { id: 'fabrics', label: t('shell.pages.fabrics'), keywords: also(t('shell.also.fabrics')), icon: PaletteIcon, run: go('/design/fabrics') },
        { id: 'onPhoto', label: t('shell.pages.onPhoto'), keywords: also(t('shell.also.onPhoto')), icon: GarmentIcon, run: go('/fit/photo') },
        { id: 'mirror', label: t('shell.pages.mirror'), keywords: also(t('shell.also.mirror')), icon: GarmentIcon, run: go('/fit/mirror') },
        { id: 'models', label: t('shell.pages.models'), keywords: also(t('shell.also.models')), icon: ModelIcon, run: go('/lab/models') },
        { id: 'study', label: t('shell.pages.study'), keywords: also(t('shell.also.study')), icon: StudyIcon, run: go('/lab/study') },
        { id: 'wearables', label: t('shell.pages.wearables'), keywords: also(t('shell.also.wearables')), icon: WearableIcon, run: go('/lab/wearables') },
        { id: 'data', label: t('shell.pages.data'), keywords: also(t('shell.also.data')), icon: DataIcon, run: go('/data/import') },
        { id: 'augmentation', label: t('shell.pages.augmentation'), keywords: also(t('shell.also.augmentation')), icon: ModelIcon, run: go('/lab/augmentation') },
        { id: 'jobs', label: t('shell.pages.jobs'), keywords: also(t('shell.also.jobs')), icon: JobsIcon, run: go('/jobs') },
        { id: 'settings', label: t('shell.settings'), keywords: also(t('shell.also.settings')), icon: SettingsIcon, run: go('/settings') },
        { id: 'kit', label: t('shell.pages.kit'), keywords: also(t('shell.also.kit')), icon: PaletteIcon, run: go('/kit') },
      ],
    },
    {
      label: t('shell.keys.studio'),
      commands: [
        {
          id: 'theme',
          label: t(isDark ? 'shell.theme.toLight' : 'shell.theme.toDark'),
          keywords: also(t('shell.also.theme')),
          icon: isDark ? SunIcon : MoonIcon,
          run: () => setColorScheme(isDark ? 'light' : 'dark'),
        },
        ...languages
          .filter((each) => each !== language)
          .map((each) => ({ id: each, label: ownNames[each], keywords: also(t('shell.also.language')), icon: LanguageIcon, run: () => void choose(each) })),
        { id: 'keys', label: t('shell.keys.help'), keywords: also(t('shell.also.keys')), icon: KeysIcon, keys: '?', run: showKeys },
      ],
    },
  ]
}

/** Garments whose name holds what is typed. */
function useFound(text: string): { groups: CommandGroup[]; searching: boolean } {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const [words] = useDebouncedValue(text.trim(), 160)
  const query = useQuery({
    queryKey: keyOf('/api/v1/garments', 'palette', words),
    enabled: words.length > 1,
    queryFn: ({ signal }) => get('/api/v1/garments', { query: { q: words, limit: FOUND }, signal }),
  })
  const items = words.length > 1 ? (query.data?.items ?? []) : []
  return {
    searching: query.isFetching,
    groups: [
      {
        label: t('shell.rooms.garments'),
        found: true,
        commands: items.map((garment) => ({
          id: `garment ${garment.id}`,
          label: said(garment, 'name', language),
          hint: inWords('category', garment.category, t) || garment.id,
          icon: GarmentIcon,
          run: () => void navigate(`/garments/${encodeURIComponent(garment.id)}`),
        })),
      },
    ],
  }
}
