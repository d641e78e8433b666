/** Settings: what devices could be set to, decided by a person; and the limits that their readings should keep. */
import { useDevices } from '@/api'
import { Loaded } from '@/app'
import { TableSkeleton } from '@/kit/Skeletons'
import { Limits } from './Limits'
import { Proposals } from './Proposals'

export function Settings() {
  const devices = useDevices()
  return (
    <Loaded query={devices} skeleton={<TableSkeleton columns={2} rows={6} />}>
      {({ items }) => (
        <>
          <Proposals devices={items} />
          <Limits devices={items} />
        </>
      )}
    </Loaded>
  )
}
