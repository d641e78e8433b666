/** A tab with nothing yet: what will stand here, how it comes to be, and where its room is. */
import { EmptyState } from '@/kit/EmptyState'
import { useWords } from '@/locale'
import type { Tab } from '../heads'

/** The rooms that will fill these tabs. */
export const ROOM = {
  sketch: 'design',
} as const satisfies Partial<Record<Tab, string>>

export function Teach({ tab }: { tab: keyof typeof ROOM }) {
  const { t } = useWords()
  const room = ROOM[tab]
  return (
    <EmptyState
      eyebrow={t('rooms.coming')}
      title={t(`garment.teach.${tab}.title`)}
      steps={[t(`garment.teach.${tab}.first`), t(`garment.teach.${tab}.second`)]}
      secondary={{ label: t('rooms.toRoom', { room: t(`shell.rooms.${room}`) }), href: `/${room}` }}
    >
      <p>{t(`garment.teach.${tab}.what`)}</p>
    </EmptyState>
  )
}
