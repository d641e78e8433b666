/** The eight rooms of the rail: where they are, how they look, by which key one goes there. */
import type { ComponentType } from 'react'
import { DesignIcon, FitIcon, GarmentIcon, HomeIcon, LabIcon, PlanIcon, SellIcon, TraceIcon } from '@/kit/Icon'

export interface Room {
  id: 'home' | 'garments' | 'design' | 'fit' | 'sell' | 'plan' | 'trace' | 'lab'
  path: string
  icon: ComponentType<{ size?: number }>
  /** Pressed after `g`. */
  key: string
}

export const rooms: readonly Room[] = [
  { id: 'home', path: '/', icon: HomeIcon, key: 'h' },
  { id: 'garments', path: '/garments', icon: GarmentIcon, key: 'g' },
  { id: 'design', path: '/design', icon: DesignIcon, key: 'd' },
  { id: 'fit', path: '/fit', icon: FitIcon, key: 'f' },
  { id: 'sell', path: '/sell', icon: SellIcon, key: 's' },
  { id: 'plan', path: '/plan', icon: PlanIcon, key: 'p' },
  { id: 'trace', path: '/trace', icon: TraceIcon, key: 't' },
  { id: 'lab', path: '/lab', icon: LabIcon, key: 'l' },
]
