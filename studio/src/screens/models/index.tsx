/** Lab > Models: all models, or one version of one, by the address. */
import { useParams } from 'react-router'
import { ModelList } from './ModelList'
import { ModelPage } from './ModelPage'

export default function Models() {
  const { name, version, tab } = useParams()
  return name ? <ModelPage key={name} name={name} version={version} tab={tab} /> : <ModelList />
}
