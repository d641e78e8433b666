/** Every address of the studio and the screen behind it; each screen is fetched when it is first visited. */
import { type ComponentType, lazy, type LazyExoticComponent } from 'react'
import { Navigate, Route, Routes } from 'react-router'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

function screen(load: () => Promise<{ default: ComponentType }>): LazyExoticComponent<ComponentType> {
  return lazy(load)
}

const garment = screen(() => import('@/screens/garment'))
const models = screen(() => import('@/screens/models'))
const jobs = screen(() => import('@/screens/jobs'))

/** A screen's folder; adding one is adding a line here. */
const screens: readonly [path: string, Screen: LazyExoticComponent<ComponentType>][] = [
  ['/', screen(() => import('@/screens/home'))],
  ['/garments', screen(() => import('@/screens/garments'))],
  ['/garments/:id', garment],
  ['/garments/:id/:tab', garment],
  ['/design', screen(() => import('@/screens/design'))],
  ['/fit', screen(() => import('@/screens/fit'))],
  ['/sell', screen(() => import('@/screens/sell'))],
  ['/plan', screen(() => import('@/screens/plan'))],
  ['/trace', screen(() => import('@/screens/trace'))],
  ['/lab/models', models],
  ['/lab/models/:name', models],
  ['/lab/models/:name/:version', models],
  ['/lab/models/:name/:version/:tab', models],
  ['/lab/study', screen(() => import('@/screens/study'))],
  ['/jobs', jobs],
  ['/jobs/:id', jobs],
  ['/settings', screen(() => import('@/screens/settings'))],
  ['/kit', screen(() => import('@/screens/kit'))],
]

/** The paths that lead to a screen, for tests and the contact sheet. */
export const paths = screens.map(([path]) => path)

export function Addresses() {
  return (
    <Routes>
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
