/** Who the server takes us for, and what we may do. */
import { useCaller } from '@/api'
import { Loaded } from '@/app'
import { FiguresSkeleton } from '@/kit/Skeletons'
import { useWords } from '@/locale'
import { Facts } from '../lab/Facts'

export function WhoAmI() {
  const { t, format } = useWords()
  return (
    <Loaded query={useCaller()} skeleton={<FiguresSkeleton count={2} />}>
      {({ name, scopes }) => (
        <Facts
          facts={[
            [t('settings.caller'), name],
            [t('settings.scopes'), format.list(scopes.map((scope) => scopeWords(scope, t)))],
          ]}
        />
      )}
    </Loaded>
  )
}

export const SCOPES = ['garments:read', 'garments:write', 'models:read', 'models:write', 'jobs:read', 'jobs:write', 'settings:write', 'keys:write'] as const

export function scopeWords(scope: string, t: ReturnType<typeof useWords>['t']): string {
  const known = SCOPES.find((each) => each === scope)
  return known ? t(`settings.scope.${known.replace(':', '_') as 'garments_read'}`) : scope
}
