/** A job begun here, live: its id stands in the address, so that a reload finds it. */
import { useJob } from '@/api'
import { TableSkeleton } from '@/kit/Skeletons'
import { JobLine } from '../jobs/JobLine'

export function JobOf({ id }: { id: string }) {
  const { job } = useJob(id)
  return job ? <JobLine job={job} /> : <TableSkeleton columns={1} rows={1} />
}
