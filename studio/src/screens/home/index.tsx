/** Home: what needs me today, by what I do in the house. */
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import { asApiError, useHome } from '@/api'
import { fetched, Page } from '@/app'
import { ErrorNote } from '@/kit/ErrorNote'
import { Figure } from '@/kit/Figure'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Needs } from './Needs'
import { AtWork, Coming, Failed, Newest, Quarantine, Review } from './parts'
import { days, type Part, type Role, ROLES, storedRole, storeRole } from './roles'
import classes from './Home.module.css'

// Only an empty house is welcomed; what fills it need not be loaded by all others.
const Welcome = fetched(() => import('./Welcome'), 'garments')

export default function Home() {
  const { t, format } = useWords()
  const home = useHome()
  const [role, setRole] = useState(storedRole)
  const seen = home.data
  if (seen?.garments === 0) return <Welcome />
  return (
    <Page
      title={t('home.title')}
      eyebrow={format.date(new Date())}
      actions={
        <RoleSwitch
          role={role}
          onRole={(next) => {
            setRole(next)
            storeRole(next)
          }}
        />
      }
    >
      {home.error ? <ErrorNote error={asApiError(home.error)} onRetry={() => void home.refetch()} /> : null}
      {home.isPending ? <FiguresSkeleton /> : null}
      {seen ? (
        <>
          <Needs needs={seen.needs} role={role} />
          <div className={classes.figures}>
            <Figure label={t('home.garments')} value={seen.garments} how="measured" source={t('home.counted')} />
            <Figure label={t('home.photos')} value={seen.photos} how="measured" source={t('home.counted')} />
            <Figure label={t('home.unseen')} value={seen.states.none ?? 0} how="measured" source={t('home.counted')} />
          </div>
        </>
      ) : null}
      {days[role].parts.map((part) => (
        <PartOf key={`${role} ${part}`} part={part} role={role} />
      ))}
    </Page>
  )
}

function RoleSwitch({ role, onRole }: { role: Role; onRole: (role: Role) => void }) {
  const { t } = useWords()
  const isWide = useMediaQuery('(min-width: 75em)', window.innerWidth >= 1200)
  const data = ROLES.map((value) => ({ value, label: t(`home.roles.${value}`) }))
  return isWide ? (
    <SegmentedControl aria-label={t('home.role')} value={role} onChange={(value) => onRole(value as Role)} data={data} />
  ) : (
    <NativeSelect aria-label={t('home.role')} value={role} onChange={({ currentTarget }) => onRole(currentTarget.value as Role)} data={data} />
  )
}

function PartOf({ part, role }: { part: Part; role: Role }) {
  switch (part) {
    case 'review':
      return <Review />
    case 'quarantine':
      return <Quarantine />
    case 'failed':
      return <Failed />
    case 'work':
      return <AtWork />
    case 'newest':
      return <Newest />
    case 'coming':
      return role === 'ml' ? null : <Coming role={role} />
  }
}
