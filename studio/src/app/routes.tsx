/** Every address of the studio and the screen behind it; each screen is fetched when it is first visited. */
import { type ComponentType, type LazyExoticComponent, Suspense } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { fetched } from './fetched'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

const data = fetched(() => import('@/screens/data'), 'data', 'lab', 'fit')
const design = fetched(() => import('@/screens/design'), 'design', 'fit')
const fabrics = fetched(() => import('@/screens/fabrics'), 'fabric', 'lab')
const garment = fetched(() => import('@/screens/garment'), 'garments', 'fit', 'mirror', 'search', 'plan', 'trace', 'fabric', 'design')
const models = fetched(() => import('@/screens/models'), 'lab')
const plan = fetched(() => import('@/screens/plan'), 'plan', 'garments')
const sell = fetched(() => import('@/screens/sell'), 'sell', 'garments', 'fit')
const trace = fetched(() => import('@/screens/trace'), 'trace')
const wearables = fetched(() => import('@/screens/wearables'), 'wearables', 'fit')
const jobs = fetched(() => import('@/screens/jobs'), 'lab')

/** A screen's folder; adding one is adding a line here. */
const screens: readonly [path: string, Screen: LazyExoticComponent<ComponentType>][] = [
  ['/', fetched(() => import('@/screens/home'))],
  ['/garments', fetched(() => import('@/screens/garments'), 'garments', 'fit')],
  ['/garments/:id', garment],
  ['/garments/:id/:tab', garment],
  ['/search', fetched(() => import('@/screens/search'), 'search', 'garments', 'fit')],
  ['/data', data],
  ['/data/:tab', data],
  ['/design', design],
  ['/design/:tab', design],
  ['/design/fabrics', fabrics],
  ['/design/fabrics/:tab', fabrics],
  ['/design/fabrics/of/:id', fetched(() => import('@/screens/fabrics/Cloth'), 'fabric')],
  ['/fit', fetched(() => import('@/screens/fit'), 'fit', 'mirror')],
  ['/fit/mirror', fetched(() => import('@/screens/mirror'), 'mirror', 'fit')],
  ['/fit/photo', fetched(() => import('@/screens/photo'), 'photo', 'fit', 'mirror')],
  ['/sell', sell],
  ['/sell/:tab', sell],
  ['/plan', plan],
  ['/plan/:tab', plan],
  ['/trace', trace],
  ['/trace/:tab', trace],
  ['/lab/wearables', wearables],
  ['/lab/wearables/:tab', wearables],
  ['/lab/wearables/of/:set/:recording', fetched(() => import('@/screens/wearables/Recording'), 'wearables')],
  ['/lab/models', models],
  ['/lab/models/:name', models],
  ['/lab/models/:name/:version', models],
  ['/lab/models/:name/:version/:tab', models],
  ['/lab/augmentation', fetched(() => import('@/screens/augmentation'), 'lab')],
  ['/lab/study', fetched(() => import('@/screens/study'), 'lab')],
  ['/jobs', jobs],
  ['/jobs/:id', jobs],
  ['/settings', fetched(() => import('@/screens/settings'), 'settings')],
  ['/kit', fetched(() => import('@/screens/kit'), 'settings')],
]

/** What a shop's own page shows in a frame: a visitor has no session, so it stands outside of the shell. */
const Visitor = fetched(() => import('@/screens/visitor'), 'photo', 'mirror', 'fit')

/** The paths that lead to a screen, for tests and the contact sheet. */
export const paths = screens.map(([path]) => path)

function Alone() {
  return (
    <Suspense>
      <Visitor />
    </Suspense>
  )
}

export function Addresses() {
  return (
    <Routes>
      <Route path="/try-on" element={<Alone />} />
      <Route element={<Shell />}>
        {screens.map(([path, Screen]) => (
          <Route key={path} path={path} element={<Screen />} />
        ))}
        <Route path="/lab" element={<Navigate to="/lab/models" replace />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  )
}
