/** Jobs: all long work, or one piece of it, by the address. */
import { useParams } from 'react-router'
import { JobList } from './JobList'
import { JobPage } from './JobPage'

export default function Jobs() {
  const { id } = useParams()
  return id ? <JobPage key={id} id={id} /> : <JobList />
}
