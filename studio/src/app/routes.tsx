/** Every address of the studio and the screen behind it; each screen is fetched when it is first visited. */
import { type ComponentType, lazy } from 'react'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { RouteError } from './Boundary'
import { NotFound } from './NotFound'
import { Shell } from './Shell'

type Screen = () => Promise<{ default: ComponentType }>

/** A screen's folder; adding one is adding a line here. */
const screens: [path: string, screen: Screen][] = [
  ['/', () => import('@/screens/home')],
  ['/garments', () => import('@/screens/garments')],
  ['/garments/:id', () => import('@/screens/garment')],
  ['/garments/:id/:tab', () => import('@/screens/garment')],
  ['/design', () => import('@/screens/design')],
  ['/fit', () => import('@/screens/fit')],
  ['/sell', () => import('@/screens/sell')],
  ['/plan', () => import('@/screens/plan')],
  ['/trace', () => import('@/screens/trace')],
  ['/lab/models', () => import('@/screens/models')],
  ['/lab/models/:name', () => import('@/screens/models')],
  ['/lab/models/:name/:version', () => import('@/screens/models')],
  ['/lab/study', () => import('@/screens/study')],
  ['/jobs', () => import('@/screens/jobs')],
  ['/jobs/:id', () => import('@/screens/jobs')],
  ['/settings', () => import('@/screens/settings')],
  ['/kit', () => import('@/screens/kit')],
]

function routeOf([path, screen]: (typeof screens)[number]): RouteObject {
  const Screen = lazy(screen)
  return { path, element: <Screen />, errorElement: <RouteError /> }
}

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    errorElement: <RouteError />,
    children: [
      ...screens.map(routeOf),
      { path: '/lab', element: <Navigate to="/lab/models" replace /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]

export const newRouter = () => createBrowserRouter(routes)
